package dev.fairlead.intake.kind;

import dev.fairlead.intake.domain.Answer;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.Fields;
import dev.fairlead.intake.domain.LeadData;
import dev.fairlead.intake.domain.Outcome;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.intake.domain.Refusal;
import dev.fairlead.intake.domain.Vocabulary;
import jakarta.inject.Singleton;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Salesforce Web-to-Lead: the form that Salesforce generates, pointed here instead. */
@Singleton
final class SalesforceKind extends BrowserKind {

  /** Characters of an organisation's id that count; the others repeat their case. */
  private static final int ID = 15;

  private static final List<String> CHOICES = List.of("emailOptOut", "faxOptOut", "doNotCall");

  private static final Vocabulary NAMES =
      Vocabulary.of(
              "phone", "phone",
              "mobile", "phone",
              "state", "region",
              "description", "message",
              "Campaign_ID", "campaign",
              "title", "jobTitle",
              "zip", "postalCode")
          .passingOver(
              "oid",
              "orgid",
              "retURL",
              "debug",
              "debugEmail",
              "captcha_settings",
              "encoding",
              "emailOptOut",
              "faxOptOut",
              "doNotCall");

  SalesforceKind() {
    super("salesforce-w2l", "salesforce_w2l", FORM);
  }

  @Override
  public Reading read(RawRequest raw, Connector connector) {
    return form(raw, connector)
        .map(fields -> read(fields, raw, connector))
        .orElseGet(() -> malformed("the body is not the form it claims"));
  }

  /** The charset of the form stands in the query, not in the content type. */
  private static Optional<Fields> form(RawRequest raw, Connector connector) {
    String encoding = raw.queryParameter("encoding");
    Charset named = encoding == null ? null : RawRequest.charset(encoding);
    return FormFields.of(raw, named == null ? connector.settings().charset() : named);
  }

  private static Reading read(Fields fields, RawRequest raw, Connector connector) {
    if (!isKnown(fields.first("oid"), connector.settings().texts("knownOid"))) {
      return Reading.refused(Refusal.Reason.ACCOUNT, "the oid is not one of ours");
    }
    for (String choice : CHOICES) {
      String value = fields.first(choice);
      if (value != null) {
        fields.consent(new LeadData.Consent(choice, null, !value.equals("0"), null));
      }
    }
    return lead(fields, connector, page(raw), NAMES);
  }

  private static boolean isKnown(@Nullable String oid, List<String> known) {
    return known.isEmpty()
        || (oid != null && known.stream().anyMatch(one -> core(one).equals(core(oid))));
  }

  private static String core(String id) {
    return id.length() > ID ? id.substring(0, ID) : id;
  }

  @Override
  public Answer answer(RawRequest raw, Connector connector, List<Outcome> outcomes) {
    return FormKind.returnUrl(form(raw, connector), connector)
        .map(Answer::seeOther)
        .orElseGet(
            () ->
                new Answer(
                    200, "text/plain;charset=UTF-8", "Your request has been received.", Map.of()));
  }

  @Override
  public Optional<Answer> answerTo(Refusal refusal, RawRequest raw, Connector connector) {
    return refusal.reason() == Refusal.Reason.HONEYPOT
        ? Optional.of(answer(raw, connector, List.of()))
        : Optional.empty();
  }
}
