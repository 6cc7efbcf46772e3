package dev.fairlead.intake.kind;

import static dev.fairlead.intake.kind.Requests.answer;
import static dev.fairlead.intake.kind.Requests.connector;
import static dev.fairlead.intake.kind.Requests.json;
import static dev.fairlead.intake.kind.Requests.lead;
import static dev.fairlead.intake.kind.Requests.leads;
import static dev.fairlead.intake.kind.Requests.open;
import static dev.fairlead.intake.kind.Requests.post;
import static dev.fairlead.intake.kind.Requests.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.ConnectorKind;
import dev.fairlead.intake.domain.LeadData;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.intake.domain.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** CloudEvents, Standard Webhooks and any JSON. */
class StandardsTest {

  private static final ConnectorKind EVENTS = new CloudEventsKind();
  private static final ConnectorKind HOOKS = new StandardWebhooksKind();
  private static final ConnectorKind ANY = new JsonKind();

  @Test
  void a_binary_events_attributes_are_unescaped_once_and_strictly() {
    assertThat(lead(binary("ce-id", "a%25b")).externalId()).isEqualTo("a%b");
    assertThat(refusal(binary("ce-id", "a%C0%AF"))).isEqualTo(Refusal.Reason.MALFORMED);
    assertThat(refusal(binary("ce-specversion", "0.3"))).isEqualTo(Refusal.Reason.MALFORMED);
    assertThat(refusal(binary("ce-source", " "))).isEqualTo(Refusal.Reason.MALFORMED);
  }

  private static Reading binary(String header, String value) {
    Map<String, String> headers = new HashMap<>();
    headers.put("ce-specversion", "1.0");
    headers.put("ce-type", "t");
    headers.put("ce-source", "/crm");
    headers.put("ce-id", "1");
    headers.put(header, value);
    headers.put("content-type", "application/json");
    byte[] body = "{\"email\": \"a@example.com\"}".getBytes(StandardCharsets.UTF_8);
    RawRequest raw = new RawRequest("POST", "/", null, headers, null, body, Requests.NOW);
    return EVENTS.read(raw, open(EVENTS));
  }

  @Test
  void events_of_different_sources_with_one_id_are_two() {
    LeadData lead = lead(binary("ce-source", "/crm/eu"));

    assertThat(lead.externalId()).isEqualTo("1");
    assertThat(lead.idScope()).isEqualTo("/crm/eu");
  }

  @Test
  void a_batch_is_a_list_of_events_and_one_that_is_none_refuses_it() {
    String good = event("1", "\"data\": {\"email\": \"a@example.com\"}");
    String encoded =
        event(
            "2",
            "\"data_base64\": \""
                + Base64.getEncoder()
                    .encodeToString(
                        "{\"phone\": \"+16505550101\"}".getBytes(StandardCharsets.UTF_8))
                + "\"");

    assertThat(leads(batch("[" + good + "," + encoded + "]")))
        .extracting(LeadData::externalId)
        .containsExactly("1", "2");
    assertThat(refusal(batch("[" + good + ", {\"id\": \"3\"}]")))
        .isEqualTo(Refusal.Reason.MALFORMED);
    assertThat(leads(batch("[]"))).isEmpty();
  }

  private static String event(String id, String data) {
    return "{\"specversion\": \"1.0\", \"type\": \"t\", \"source\": \"/s\", \"id\": \""
        + id
        + "\", "
        + data
        + "}";
  }

  private static Reading batch(String body) {
    return EVENTS.read(
        post(
            "application/cloudevents-batch+json; charset=utf-8",
            body.getBytes(StandardCharsets.UTF_8),
            null),
        open(EVENTS));
  }

  @Test
  void formats_of_events_nobody_reads_are_not_taken() {
    assertThat(EVENTS.takes("application/cloudevents+json")).isTrue();
    assertThat(EVENTS.takes("application/cloudevents+avro")).isFalse();
    assertThat(EVENTS.takes("application/xml")).isFalse();
  }

  @Test
  void a_token_in_the_address_is_as_good_as_in_the_header() {
    Connector connector = connector(EVENTS, "{}", "bearer", "b");
    RawRequest raw =
        post("application/json", "{}".getBytes(StandardCharsets.UTF_8), "access_token=b");

    assertThat(EVENTS.authenticate(raw, connector)).isEmpty();
  }

  @Test
  void the_hand_shake_grants_no_more_than_the_connector_takes() {
    Connector limited =
        connector(
            EVENTS,
            """
            {"rateLimit": {"max": 1, "per": "second"}, "allowedOrigins": ["emitter.example.com"]}
            """);
    RawRequest asked =
        json("", "webhook-request-origin", "emitter.example.com", "webhook-request-rate", "120");

    assertThat(EVENTS.options(asked, limited).orElseThrow().headers())
        .containsEntry("WebHook-Allowed-Origin", "emitter.example.com")
        .containsEntry("WebHook-Allowed-Rate", "60");
    assertThat(EVENTS.options(json("", "webhook-request-origin", "evil.example"), limited))
        .isEmpty();
  }

  @Test
  void a_hooks_id_stands_in_where_the_data_have_none() {
    String with = "{\"type\": \"x\", \"data\": {\"id\": 7, \"email\": \"a@example.com\"}}";
    String without =
        "{\"timestamp\": \"2026-10-20T07:59:30Z\", \"data\": {\"email\": \"a@example.com\"}}";

    assertThat(lead(HOOKS.read(json(with, "webhook-id", "m"), open(HOOKS))).externalId())
        .isEqualTo("7");
    LeadData lead = lead(HOOKS.read(json(without, "webhook-id", "m"), open(HOOKS)));
    assertThat(lead.externalId()).isEqualTo("m");
    assertThat(lead.submittedAt()).isEqualTo(Instant.parse("2026-10-20T07:59:30Z"));
  }

  @Test
  void any_json_is_read_by_pointers_into_each_item_or_else_the_whole() {
    Connector connector =
        connector(
            ANY,
            """
            {"unsigned": true, "items": "/result/leads", "fieldMap": {
              "/who/mail": "email", "who.name.given": "firstName", "/ref": "externalId",
              "/result/form": "form", "/tags/0": "segment", "/at": "submittedAt",
              "colour": "favourite colour"}}
            """);
    String body =
        """
        {"result": {"form": "f1", "leads": [
          {"ref": 12345678901234567890, "at": 1792483195000, "tags": ["vip"], "colour": "blue",
           "who": {"mail": "a@example.com", "name": {"given": "Ada", "family": "L"}}},
          {"ref": 1.5e3, "who": {"mail": "b@example.com"}}]}}
        """;

    List<LeadData> leads = leads(ANY.read(json(body), connector));

    LeadData first = leads.getFirst();
    assertThat(first.externalId()).isEqualTo("12345678901234567890");
    assertThat(first.person().firstName()).isEqualTo("Ada");
    assertThat(first.origin().form()).isEqualTo("f1");
    assertThat(first.segment()).isEqualTo("vip");
    assertThat(first.submittedAt()).isEqualTo(Instant.parse("2026-10-20T07:59:55Z"));
    assertThat(answer(first, "who.name.family")).isEqualTo("L");
    assertThat(answer(first, "favourite colour")).isEqualTo("blue");
    assertThat(leads.getLast().externalId()).isEqualTo("1500");
  }

  @Test
  void a_secret_that_comes_along_in_the_body_is_not_told_on() {
    Connector connector = connector(ANY, "{}", "api_key", "k-123");
    RawRequest raw =
        json("{\"email\": \"a@example.com\", \"key\": \"k-123\"}", "x-api-key", "k-123");

    assertThat(ANY.authenticate(raw, connector)).isEmpty();
    assertThat(lead(ANY.read(raw, connector)).answers()).isEmpty();
  }
}
