package dev.fairlead.notification.domain;

import java.util.List;

/**
 * What a configured channel wants.
 *
 * @param events names of events or kinds of notice; none for all
 * @param includeContact whether it may see contact data, where an event has it
 */
public record Subscription(
    String hook,
    String kind,
    List<String> events,
    Audience audience,
    Language language,
    boolean includeContact) {

  private static final String PREFIX = "dev.fairlead.";
  private static final String ANY = "*";

  public Subscription {
    events = List.copyOf(events);
  }

  /**
   * Whether it wants this event. It may be named whole ({@code dev.fairlead.lead.received.v1}),
   * short ({@code lead.received}), by its last word ({@code received}), or by a stem with a star
   * ({@code ownership.*}).
   */
  public boolean wantsEvent(String name) {
    return events.isEmpty() || events.stream().anyMatch(wanted -> names(wanted, name));
  }

  /** Whether it wants this kind of notice, by its own name or that of the event it tells of. */
  public boolean wantsNotice(NoticeType type, String event) {
    return wantsEvent(event) || events.contains(type.code());
  }

  /** Whether the words name this event. */
  public static boolean names(String wanted, String event) {
    if (wanted.equals(event)) {
      return true;
    }
    String bare =
        event.startsWith(PREFIX) ? event.substring(PREFIX.length(), event.lastIndexOf('.')) : event;
    String asked = wanted.startsWith(PREFIX) ? wanted.substring(PREFIX.length()) : wanted;
    if (asked.endsWith(ANY)) {
      return bare.startsWith(asked.substring(0, asked.length() - 1));
    }
    return asked.equals(bare) || asked.equals(bare.substring(bare.indexOf('.') + 1));
  }
}
