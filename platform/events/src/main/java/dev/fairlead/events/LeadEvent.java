package dev.fairlead.events;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Facts of lead-intake-service, on {@link Topic#LEAD}. */
public sealed interface LeadEvent extends Event {

  /** Id of the lead (UUIDv7). */
  String leadId();

  @Override
  default String key() {
    return leadId();
  }

  /**
   * A new lead. The only event with personal data ({@code contact}).
   *
   * @param source stable name of the origin, e.g. {@code html_form} or {@code google_ads}
   * @param connector {@code kind/key} of the connector that took it
   * @param externalId the sender's own id of the lead
   * @param region names from the root of the region tree down; empty when unknown
   * @param regionText the region as it was sent
   * @param regionFrom what the region was derived from: {@code address}, {@code ip} or {@code
   *     phone}
   * @param value expected deal value in the organisation's currency
   * @param previousLeadId the closed lead of the same person that this one follows
   * @param incomplete true when the sender is known to hold more than it sent
   * @param test a platform's test lead: acknowledged, never assigned
   */
  record Received(
      String leadId,
      String source,
      String connector,
      @Nullable String externalId,
      Contact contact,
      @Nullable String company,
      @Nullable String jobTitle,
      List<String> region,
      @Nullable String regionText,
      @Nullable String regionFrom,
      @Nullable String city,
      @Nullable String country,
      @Nullable String industry,
      @Nullable String segment,
      @Nullable String productLine,
      @Nullable BigDecimal value,
      @Nullable String message,
      Attribution attribution,
      List<Consent> consent,
      List<Answer> answers,
      Instant submittedAt,
      @Nullable String previousLeadId,
      boolean incomplete,
      boolean test)
      implements LeadEvent {

    public Received {
      region = Lists.orEmpty(region);
      consent = Lists.orEmpty(consent);
      answers = Lists.orEmpty(answers);
    }
  }

  /** A later submission of the same person, attached to the open lead. */
  record Touched(
      String leadId,
      String source,
      String connector,
      Instant submittedAt,
      @Nullable String productLine)
      implements LeadEvent {}

  /** The sender took the lead back. */
  record Withdrawn(String leadId) implements LeadEvent {}

  /** Personal data of this lead must be removed everywhere; the facts stay. */
  record Erased(String leadId) implements LeadEvent {}

  /** Where the lead came from, set at intake and never overwritten. */
  record Attribution(
      @Nullable String campaign,
      @Nullable String adGroup,
      @Nullable String ad,
      @Nullable String form,
      @Nullable String formName,
      @Nullable String page,
      @Nullable String keyword,
      @Nullable String landingPage,
      Map<String, String> utm,
      @Nullable String clickId) {

    /** Nothing known of the origin. */
    public static final Attribution NONE =
        new Attribution(null, null, null, null, null, null, null, null, Map.of(), null);

    public Attribution {
      utm = Lists.orEmpty(utm);
    }
  }

  /**
   * What the person agreed to, or not.
   *
   * @param purpose e.g. {@code marketing} or {@code contact}
   * @param text the text shown
   * @param textVersion which version of the text, by the sender's own count
   * @param legalBasis why the data may be processed, e.g. {@code LEAD}, where it is not consent
   */
  record Consent(
      String purpose,
      @Nullable String text,
      boolean granted,
      @Nullable Instant at,
      @Nullable String textVersion,
      @Nullable String legalBasis) {

    /** Consent to a text without a version. */
    public Consent(String purpose, @Nullable String text, boolean granted, @Nullable Instant at) {
      this(purpose, text, granted, at, null, null);
    }
  }

  /** A field of the form that has no canonical name. */
  record Answer(String key, String value) {}
}
