package dev.fairlead.notification.domain;

import static dev.fairlead.notification.domain.NoticeType.*;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The table of what is told to whom: happening × role of the recipient → kind of notice. Nobody is
 * told twice of one happening; who has two roles is told in the first one named.
 */
public final class Matrix {

  private Matrix() {}

  /**
   * Who is told of this.
   *
   * @param lead the lead as it was before
   * @param managers those who look after leads nobody has
   * @param at when it happened
   */
  public static List<Told> tell(
      Happening happening, Lead lead, Collection<String> managers, Instant at) {
    if (lead.isPast(happening)) {
      return List.of();
    }
    return switch (happening) {
      case Happening.Received e -> List.of();
      case Happening.Erased e -> List.of();
      case Happening.HelperRemoved e -> List.of();
      case Happening.Touched e -> to(lead.owner(), TOUCHED);
      case Happening.Granted e -> to(e.owner(), granted(e));
      case Happening.Transferred e ->
          once(to(e.to(), TRANSFERRED_IN), to(e.from(), TRANSFERRED_OUT));
      case Happening.Released e -> to(e.from(), released(e.cause()));
      case Happening.Closed e -> closed(e, lead, at);
      case Happening.Expiring e -> to(e.owner(), EXPIRING);
      case Happening.ClaimLost e -> to(e.repId(), CLAIM_LOST);
      case Happening.Held e -> toAll(managers, UNASSIGNED);
      case Happening.HelperAdded e -> to(e.repId(), HELPER_ADDED);
      case Happening.DisputeOpened e ->
          once(to(e.owner(), DISPUTE_OPENED), to(e.claimant(), DISPUTE_OPENED));
      case Happening.DisputeDecided e -> toAll(parties(e, lead), DISPUTE_DECIDED);
      case Happening.Violation e -> to(e.repId(), VIOLATION);
      case Happening.Penalty e -> to(e.repId(), e.lifted() ? PENALTY_LIFTED : PENALTY);
    };
  }

  private static NoticeType granted(Happening.Granted e) {
    if (e.cause().equals("claimed")) {
      return CLAIM_WON;
    }
    return e.acceptBy() == null ? ASSIGNED : OFFERED;
  }

  private static NoticeType released(String cause) {
    return switch (cause) {
      case "recycled" -> RECYCLED;
      case "returned" -> RETURNED;
      case "declined" -> DECLINED;
      case "not-accepted" -> NOT_ACCEPTED;
      default -> RELEASED;
    };
  }

  /** The owner closed it himself and knows; his helpers may not. */
  private static List<Told> closed(Happening.Closed e, Lead lead, Instant at) {
    List<String> helpers =
        lead.helpersAt(at).stream().filter(helper -> !helper.equals(e.owner())).toList();
    return toAll(helpers, CLOSED);
  }

  private static Set<String> parties(Happening.DisputeDecided e, Lead lead) {
    Set<String> parties = new TreeSet<>(lead.disputants());
    parties.addAll(e.credited());
    if (lead.owner() != null) {
      parties.add(lead.owner());
    }
    return parties;
  }

  private static List<Told> to(@Nullable String recipient, NoticeType type) {
    return recipient == null ? List.of() : List.of(new Told(recipient, type));
  }

  private static List<Told> toAll(Collection<String> recipients, NoticeType type) {
    return recipients.stream().distinct().map(recipient -> new Told(recipient, type)).toList();
  }

  @SafeVarargs
  private static List<Told> once(List<Told>... lists) {
    Map<String, Told> byRecipient = new LinkedHashMap<>();
    for (List<Told> list : lists) {
      list.forEach(told -> byRecipient.putIfAbsent(told.recipient(), told));
    }
    return new ArrayList<>(byRecipient.values());
  }
}
