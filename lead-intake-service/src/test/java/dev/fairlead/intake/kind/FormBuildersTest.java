package dev.fairlead.intake.kind;

import static dev.fairlead.intake.kind.Requests.answer;
import static dev.fairlead.intake.kind.Requests.connector;
import static dev.fairlead.intake.kind.Requests.form;
import static dev.fairlead.intake.kind.Requests.json;
import static dev.fairlead.intake.kind.Requests.lead;
import static dev.fairlead.intake.kind.Requests.leads;
import static dev.fairlead.intake.kind.Requests.open;
import static dev.fairlead.intake.kind.Requests.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.ConnectorKind;
import dev.fairlead.intake.domain.LeadData;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.intake.domain.Refusal;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the samples of forms and form builders do not show. */
class FormBuildersTest {

  @Test
  void salesforce_forms_are_read_in_the_charset_of_their_address() {
    ConnectorKind kind = new SalesforceKind();
    String name = URLEncoder.encode("韩梅梅", Charset.forName("GBK"));
    byte[] body =
        ("last_name="
                + name
                + "&mobile=13800138000&doNotCall=1&lead_source=Web&url=https://x.example")
            .getBytes(StandardCharsets.US_ASCII);

    LeadData lead =
        lead(kind.read(Requests.post(Requests.URLENCODED, body, "encoding=GBK"), open(kind)));

    assertThat(lead.person().lastName()).isEqualTo("韩梅梅");
    assertThat(lead.person().phone()).isEqualTo("13800138000");
    assertThat(lead.consent()).containsExactly(new LeadData.Consent("doNotCall", null, true, null));
    assertThat(answer(lead, "lead_source")).isEqualTo("Web");
  }

  @Test
  void an_organisations_id_of_18_characters_is_the_same_as_that_of_15() {
    ConnectorKind kind = new SalesforceKind();
    Connector connector = connector(kind, "{\"knownOid\": \"00D000000000001\"}");

    assertThat(leads(kind.read(form("oid=00D000000000001EAA&email=a@example.com"), connector)))
        .hasSize(1);
    assertThat(refusal(kind.read(form("email=a@example.com"), connector)))
        .isEqualTo(Refusal.Reason.ACCOUNT);
  }

  @Test
  void hubspot_hears_of_a_wrong_address_in_its_own_words() {
    ConnectorKind kind = new HubspotKind();
    RawRequest raw = json("{\"fields\": [{\"name\": \"email\", \"value\": \"none\"}]}");
    Reading.Refused refused = (Reading.Refused) kind.read(raw, open(kind));

    assertThat(kind.answerTo(refused.refusal(), raw, open(kind)))
        .hasValueSatisfying(
            answer -> {
              assertThat(answer.status()).isEqualTo(400);
              assertThat(answer.body())
                  .contains("\"status\":\"error\"")
                  .contains("\"errorType\":\"INVALID_EMAIL\"");
            });
  }

  @Test
  void hubspot_may_send_the_browser_on_and_knows_refused_consent() {
    ConnectorKind kind = new HubspotKind();
    Connector connector = connector(kind, "{\"redirectUri\": \"https://www.example.com/thanks\"}");
    String body =
        """
        {"fields": [{"objectTypeId": "0-1", "name": "email", "value": "a@example.com"},
                    {"objectTypeId": "0-2", "name": "name", "value": "Example PLC"}],
         "legalConsentOptions": {"consent": {"consentToProcess": true, "text": "yes",
           "communications": [{"value": false, "subscriptionTypeId": 7, "text": "news"}]}}}
        """;

    LeadData lead = lead(kind.read(json(body), connector));

    assertThat(lead.company()).isEqualTo("Example PLC");
    assertThat(lead.consent())
        .containsExactly(
            new LeadData.Consent("consentToProcess", "yes", true, null),
            new LeadData.Consent("communications.7", "news", false, null));
    assertThat(kind.answer(json(body), connector, List.of()).body())
        .isEqualTo("{\"redirectUri\":\"https://www.example.com/thanks\"}");
  }

  @Test
  void contact_form_7_shows_the_visitor_which_field_is_wrong() {
    ConnectorKind kind = new Cf7Kind();
    RawRequest raw =
        multipart(
            "/in/cf7/wp-json/contact-form-7/v1/contact-forms/42/feedback",
            Map.of("your-name", "Taylor", "email", "none", "_wpcf7_unit_tag", "wpcf7-f42-p7-o1"));
    Reading.Refused refused = (Reading.Refused) kind.read(raw, open(kind));

    assertThat(kind.answerTo(refused.refusal(), raw, open(kind)))
        .hasValueSatisfying(
            answer -> {
              assertThat(answer.status()).isEqualTo(200);
              assertThat(answer.body())
                  .startsWith("{\"contact_form_id\":42,\"status\":\"validation_failed\"")
                  .contains("\"into\":\"#wpcf7-f42-p7-o1\"")
                  .contains("\"field\":\"email\"");
            });
  }

  private static RawRequest multipart(String path, Map<String, String> parts) {
    StringBuilder body = new StringBuilder();
    parts.forEach(
        (name, value) ->
            body.append("--B\r\nContent-Disposition: form-data; name=\"")
                .append(name)
                .append("\"\r\n\r\n")
                .append(value)
                .append("\r\n"));
    return new RawRequest(
        "POST",
        path,
        null,
        Map.of("content-type", "multipart/form-data; boundary=B"),
        null,
        body.append("--B--\r\n").toString().getBytes(StandardCharsets.UTF_8),
        Requests.NOW);
  }

  @Test
  void a_gravity_entry_nobody_has_mapped_is_read_where_it_leaves_no_doubt() {
    ConnectorKind kind = new GravityFormsKind();

    LeadData lead =
        lead(
            kind.read(
                json(
                    """
                    {"id": 9, "1.3": "Ada", "1.6": "L", "2": "a@example.com", "3": "(650) 555-0177",
                     "4": "12", "5.1": "1 Road", "5.3": "Cork", "date_created": "2026-10-20 07:58:00"}
                    """),
                open(kind)));

    assertThat(lead.person().firstName()).isEqualTo("Ada");
    assertThat(lead.person().lastName()).isEqualTo("L");
    assertThat(lead.person().email()).isEqualTo("a@example.com");
    assertThat(lead.person().phone()).isEqualTo("(650) 555-0177");
    assertThat(lead.submittedAt()).isEqualTo(Instant.parse("2026-10-20T07:58:00Z"));
    assertThat(answer(lead, "4")).isEqualTo("12");
    assertThat(answer(lead, "5.3")).isEqualTo("Cork");
  }

  @Test
  void elementors_types_tell_what_ids_do_not_and_a_box_is_consent() {
    ConnectorKind kind = new ElementorKind();
    String body =
        "fields[field_1][type]=email&fields[field_1][title]=Where to?&fields[field_1][value]=a@example.com"
            + "&fields[ok][type]=acceptance&fields[ok][title]=I agree&fields[ok][value]=on"
            + "&fields[field_2][type]=select&fields[field_2][title]=Budget&fields[field_2][value]=9"
            + "&meta[remote_ip][value]=2001:db8::9&meta[date][value]=20 octobre";

    LeadData lead = lead(kind.read(form(body), open(kind)));

    assertThat(lead.person().email()).isEqualTo("a@example.com");
    assertThat(lead.consent()).containsExactly(new LeadData.Consent("ok", "I agree", true, null));
    assertThat(lead.answers()).containsExactly(new LeadData.Answered("field_2", "9", "Budget"));
    assertThat(lead.origin().ip()).isEqualTo("2001:db8::9");
  }

  @Test
  void typeforms_answers_of_every_type_are_read() {
    ConnectorKind kind = new TypeformKind();
    String body =
        """
        {"event_type": "form_response", "form_response": {"form_id": "f", "token": "t",
         "hidden": {"gclid": "g", "utm_medium": "cpc", "plan": "pro"},
         "definition": {"title": "T", "fields": [{"id": "1", "title": "Company name"}]},
         "answers": [
          {"type": "text", "text": "Example", "field": {"id": "1", "ref": "0a1b"}},
          {"type": "email", "email": "a@example.com", "field": {"id": "2"}},
          {"type": "choices", "choices": {"labels": ["A", "B"], "other": "C"}, "field": {"id": "3"}},
          {"type": "choice", "choice": {"other": "D"}, "field": {"id": "4"}},
          {"type": "boolean", "boolean": true, "field": {"id": "5"}},
          {"type": "number", "number": 9007199254740993, "field": {"id": "6"}},
          {"type": "nothing-known", "field": {"id": "7"}}]}}
        """;

    LeadData lead = lead(kind.read(json(body), open(kind)));

    assertThat(lead.company()).isEqualTo("Example");
    assertThat(lead.idScope()).isEqualTo("f");
    assertThat(lead.origin().clickId()).isEqualTo("g");
    assertThat(lead.origin().utm()).containsEntry("medium", "cpc");
    assertThat(lead.answers())
        .extracting(LeadData.Answered::value)
        .containsExactlyInAnyOrder("A", "B", "C", "D", "true", "9007199254740993", "pro");
  }

  @Test
  void tallys_boxes_come_twice_and_count_once() {
    ConnectorKind kind = new TallyKind();
    String body =
        """
        {"eventType": "FORM_RESPONSE", "data": {"responseId": "r", "fields": [
          {"key": "q1", "label": "Interests", "type": "CHECKBOXES", "value": ["o1", "o2"],
           "options": [{"id": "o1", "text": "Cars"}, {"id": "o2", "text": "Boats"}]},
          {"key": "q1_o1", "label": "Interests (Cars)", "type": "CHECKBOXES", "value": true},
          {"key": "h1", "label": "utm_source", "type": "HIDDEN_FIELDS", "value": "news"},
          {"key": "q2", "label": "E-Mail", "type": "INPUT_EMAIL", "value": "a@example.com"},
          {"key": "q3", "label": "Anything else?", "type": "TEXTAREA", "value": null}]}}
        """;

    LeadData lead = lead(kind.read(json(body), open(kind)));

    assertThat(lead.answers())
        .containsExactly(
            new LeadData.Answered("q1", "Cars", "Interests"),
            new LeadData.Answered("q1", "Boats", "Interests"));
    assertThat(lead.origin().utm()).containsEntry("source", "news");
    assertThat(leads(kind.read(json("{\"eventType\": \"PING\"}"), open(kind)))).isEmpty();
  }

  @Test
  void jotforms_fields_of_several_parts_are_put_together() {
    ConnectorKind kind = new JotformKind();
    String answers =
        """
        {"q3_name": {"first": "Kin", "last": "E"}, "q4_email": "k@example.com",
         "q5_phoneNumber": {"area": "650", "phone": "5550122"},
         "q6_address": {"addr_line1": "1 Road", "city": "Cork", "state": "", "postal": "T12"},
         "q7_interests": ["A", "B"], "q8_when": {"year": "2026", "month": "11", "day": "02"},
         "slug": "submit/1", "event_id": "x"}
        """;

    LeadData lead =
        lead(
            kind.read(
                form(
                    "submissionID=1&rawRequest="
                        + URLEncoder.encode(answers, StandardCharsets.UTF_8)),
                open(kind)));

    assertThat(lead.person().firstName()).isEqualTo("Kin");
    assertThat(lead.person().phone()).isEqualTo("650 5550122");
    assertThat(lead.person().street()).isEqualTo("1 Road");
    assertThat(lead.city()).isEqualTo("Cork");
    assertThat(lead.answers())
        .extracting(LeadData.Answered::key, LeadData.Answered::value)
        .containsExactly(
            tuple("q7_interests", "A"), tuple("q7_interests", "B"), tuple("q8_when", "2026-11-02"));
  }

  @Test
  void unbounce_may_send_xml_that_refers_to_nothing_outside() {
    ConnectorKind kind = new UnbounceKind();
    String xml = "<?xml version=\"1.0\"?><form_data><email>a@example.com</email></form_data>";
    String evil =
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>"
            + "<form_data><email>a@example.com</email><leak>&e;</leak></form_data>";

    assertThat(lead(kind.read(form("data.xml=" + encode(xml)), open(kind))).person().email())
        .isEqualTo("a@example.com");
    assertThat(kind.read(form("data.xml=" + encode(evil)), open(kind)).toString())
        .doesNotContain("leak");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void wufoos_numbered_fields_get_their_titles_and_parts() {
    ConnectorKind kind = new WufooKind();
    String structure =
        """
        {"Fields": [{"ID": "Field1", "Title": "Name", "Type": "shortname", "SubFields": [
            {"ID": "Field1", "Label": "First"}, {"ID": "Field2", "Label": "Last"}]},
          {"ID": "Field3", "Title": "Reach you at", "Type": "email"}]}
        """;
    String body =
        "HandshakeKey=h&EntryId=42&DateCreated=2026-10-20 03:58:01&Field1=Ada&Field2=L"
            + "&Field3=a@example.com&Field9=blue&FieldStructure="
            + encode(structure)
            + "&FormStructure="
            + encode("{\"Hash\": \"z\", \"Name\": \"Contact\"}");
    Connector connector =
        connector(kind, "{\"timeZone\": \"America/New_York\"}", "handshake_key", "h");

    LeadData lead = lead(kind.read(form(body), connector));

    assertThat(lead.person().firstName()).isEqualTo("Ada");
    assertThat(lead.person().lastName()).isEqualTo("L");
    assertThat(lead.person().email()).isEqualTo("a@example.com");
    assertThat(lead.idScope()).isEqualTo("z");
    assertThat(lead.submittedAt()).isEqualTo(Instant.parse("2026-10-20T07:58:01Z"));
    assertThat(lead.answers()).containsExactly(new LeadData.Answered("Field9", "blue"));
    assertThat(kind.authenticate(form(body), connector)).isEmpty();
  }

  @Test
  void a_field_map_may_name_the_question_as_people_read_it() {
    ConnectorKind kind = new TallyKind();
    Connector connector =
        connector(kind, "{\"unsigned\": true, \"fieldMap\": {\"Team size\": \"segment\"}}");
    String body =
        """
        {"data": {"fields": [{"key": "q5", "label": "Team size", "type": "INPUT_TEXT", "value": "9"},
          {"key": "q2", "label": "Courriel", "type": "INPUT_TEXT", "value": "a@example.com"}]}}
        """;

    LeadData lead = lead(kind.read(json(body), connector));

    assertThat(lead.segment()).isEqualTo("9");
    assertThat(lead.person().email()).isEqualTo("a@example.com");
  }

  @Test
  void a_visitors_field_decides_neither_source_nor_whether_it_is_a_test() {
    ConnectorKind kind = new WebflowKind();
    String body =
        "{\"payload\": {\"data\": {\"Email\": \"a@example.com\", \"source\": \"TV\", \"test\": \"1\"}}}";

    LeadData lead = lead(kind.read(json(body), open(kind)));

    assertThat(lead.source()).isNull();
    assertThat(lead.test()).isFalse();
    assertThat(answer(lead, "source")).isEqualTo("TV");
  }
}
