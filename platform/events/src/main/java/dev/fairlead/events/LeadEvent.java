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
   * @param enrichment what was found out besides what was sent; absent when nothing was
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
      boolean test,
      @Nullable Enrichment enrichment)
      implements LeadEvent {

    public Received {
      region = Lists.orEmpty(region);
      consent = Lists.orEmpty(consent);
      answers = Lists.orEmpty(answers);
    }

    /** A new lead of which nothing is known but what was sent. */
    public Received(
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
        boolean test) {
      this(
          leadId,
          source,
          connector,
          externalId,
          contact,
          company,
          jobTitle,
          region,
          regionText,
          regionFrom,
          city,
          country,
          industry,
          segment,
          productLine,
          value,
          message,
          attribution,
          consent,
          answers,
          submittedAt,
          previousLeadId,
          incomplete,
          test,
          null);
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

  /**
   * What number and address tell of a lead, never the number or the address itself.
   *
   * @param phoneRegion where the number was given out, in Chinese, e.g. {@code 江苏省苏州市}
   * @param phoneCountry ISO 3166 code
   * @param phoneCarrier who gave the number out, e.g. {@code 中国移动}; it may have moved since
   * @param ipRegion where the sender's network is, province and city
   * @param ipCountry ISO 3166 code
   * @param companyDomain of the company's web site or mail; never that of a free mail provider
   */
  record Enrichment(
      @Nullable String phoneRegion,
      @Nullable String phoneCountry,
      @Nullable String phoneCarrier,
      @Nullable String ipRegion,
      @Nullable String ipCountry,
      @Nullable String companyDomain) {}

  /**
   * Where the lead came from, set at intake and never overwritten.
   *
   * @param ipRegion where the sender's network is, province and city
   */
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
      @Nullable String clickId,
      @Nullable String ipRegion) {

    /** Nothing known of the origin. */
    public static final Attribution NONE =
        new Attribution(null, null, null, null, null, null, null, null, Map.of(), null);

    public Attribution {
      utm = Lists.orEmpty(utm);
    }

    /** An origin whose network is not known. */
    public Attribution(
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
      this(campaign, adGroup, ad, form, formName, page, keyword, landingPage, utm, clickId, null);
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

  /**
   * A field of the form that has no canonical name.
   *
   * @param key the sender's name of it
   * @param label the question as people read it, where that is another one
   */
  record Answer(String key, String value, @Nullable String label) {

    /** A field whose name is its label. */
    public Answer(String key, String value) {
      this(key, value, null);
    }
  }
}
