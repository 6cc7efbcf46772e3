package dev.fairlead.intake.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A lead in canonical fields, as its sender gave them: trimmed, blanks absent, otherwise unchanged.
 *
 * @param source stable name of the origin; absent to use the connector's
 * @param externalId the sender's own id of it
 * @param value expected deal value in the organisation's currency
 * @param submittedAt when the person sent it, by the sender's clock
 * @param incomplete the sender is known to hold more than it sent
 * @param test a platform's test lead
 * @param idScope what the sender's id is unique within, where that is not the connector
 */
public record LeadData(
    @Nullable String source,
    @Nullable String externalId,
    Person person,
    @Nullable String company,
    @Nullable String jobTitle,
    @Nullable String region,
    @Nullable String city,
    @Nullable String country,
    @Nullable String industry,
    @Nullable String segment,
    @Nullable String productLine,
    @Nullable BigDecimal value,
    @Nullable String message,
    Origin origin,
    List<Consent> consent,
    List<Answered> answers,
    @Nullable Instant submittedAt,
    boolean incomplete,
    boolean test,
    @Nullable String idScope) {

  public LeadData {
    consent = List.copyOf(consent);
    answers = List.copyOf(answers);
  }

  /** The same, of which the sender holds more than it gave. */
  public LeadData inPart() {
    return new LeadData(
        source,
        externalId,
        person,
        company,
        jobTitle,
        region,
        city,
        country,
        industry,
        segment,
        productLine,
        value,
        message,
        origin,
        consent,
        answers,
        submittedAt,
        true,
        test,
        idScope);
  }

  /** Who it is. */
  public record Person(
      @Nullable String fullName,
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable String email,
      @Nullable String phone,
      @Nullable String wechat,
      @Nullable String street,
      @Nullable String postalCode) {

    /** Whether there is any way to reach the person. */
    public boolean isReachable() {
      return email != null || phone != null || wechat != null;
    }
  }

  /**
   * Where it came from.
   *
   * @param ip network address of the person's browser, where the sender tells it
   */
  public record Origin(
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
      @Nullable String ip) {
    public Origin {
      utm = Map.copyOf(utm);
    }
  }

  /**
   * What the person agreed to, or not. An absent box is no consent.
   *
   * @param textVersion which version of the text, by the sender's own count
   * @param legalBasis why the data may be processed where it is not consent
   */
  public record Consent(
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
   * A field that has no canonical name.
   *
   * @param key the sender's name of it
   * @param label the question as people read it, where that is another one
   */
  public record Answered(String key, String value, @Nullable String label) {

    /** A field whose name is its label. */
    public Answered(String key, String value) {
      this(key, value, null);
    }
  }

  /**
   * Everything the person said, in a fixed order: equal for equal submissions, whenever they were
   * sent. Times are left out.
   */
  public String content() {
    StringBuilder content = new StringBuilder(400);
    add(content, source, externalId, company, jobTitle, region, city, country, industry, segment);
    add(content, productLine, value == null ? null : value.toString(), message);
    add(content, person.fullName, person.firstName, person.lastName, person.email, person.phone);
    add(content, person.wechat, person.street, person.postalCode);
    add(content, origin.campaign, origin.adGroup, origin.ad, origin.form, origin.clickId);
    consent.forEach(c -> add(content, c.purpose, Boolean.toString(c.granted)));
    answers.forEach(a -> add(content, a.key, a.value));
    return content.toString();
  }

  private static void add(StringBuilder content, @Nullable String... texts) {
    for (String text : texts) {
      content.append(text == null ? "" : text).append('\u0001');
    }
  }
}
