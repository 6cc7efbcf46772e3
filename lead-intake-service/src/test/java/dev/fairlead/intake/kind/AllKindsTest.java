package dev.fairlead.intake.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.intake.domain.Answer;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.ConnectorKind;
import dev.fairlead.intake.domain.LeadData;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.intake.domain.Refusal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every kind, whatever is sent. */
class AllKindsTest {

  private static final List<String> TYPES =
      List.of(
          "application/json",
          "application/x-www-form-urlencoded",
          "multipart/form-data; boundary=B",
          "application/cloudevents+json",
          "application/cloudevents-batch+json",
          "application/xml");

  private static final List<String> NAMES =
      List.of(
          "email",
          "phone",
          "name",
          "lead_id",
          "user_column_data",
          "column_id",
          "string_value",
          "object",
          "entry",
          "changes",
          "id",
          "data",
          "fields",
          "payload",
          "form_response",
          "answers",
          "definition",
          "hidden",
          "rawRequest",
          "q3_name",
          "data.json",
          "data.xml",
          "Fields",
          "FieldStructure",
          "ucid",
          "formDetail",
          "account_id",
          "bundle",
          "content",
          "event",
          "consent",
          "utm",
          "legalConsentOptions",
          "context",
          "triggerType",
          "value",
          "type",
          "label",
          "options",
          "key",
          "specversion",
          "source",
          "time",
          "data_base64",
          "fields[x][value]",
          "meta[page_url][value]",
          "remark_dict",
          "submittedAt",
          "leadAction");

  static List<ConnectorKind> kinds() {
    return AllKinds.all();
  }

  @Property(tries = 500)
  void bytes_that_say_nothing_are_refused_and_never_a_failure(
      @ForAll("kind") ConnectorKind kind, @ForAll("type") String type, @ForAll byte[] body) {
    reading(kind, type, body);
  }

  @Property(tries = 3000)
  void json_of_any_shape_is_refused_or_read_and_never_a_failure(
      @ForAll("kind") ConnectorKind kind, @ForAll("json") String json) {
    reading(kind, "application/json", json.getBytes(StandardCharsets.UTF_8));
    reading(kind, "application/cloudevents+json", json.getBytes(StandardCharsets.UTF_8));
  }

  @Property(tries = 2000)
  void forms_of_any_fields_are_refused_or_read_and_never_a_failure(
      @ForAll("kind") ConnectorKind kind,
      @ForAll("name") String one,
      @ForAll("json") String value,
      @ForAll("name") String other,
      @ForAll("text") String text) {
    String body = encode(one) + "=" + encode(value) + "&" + encode(other) + "=" + encode(text);
    reading(kind, "application/x-www-form-urlencoded", body.getBytes(StandardCharsets.UTF_8));
  }

  private static void reading(ConnectorKind kind, String type, byte[] body) {
    Connector connector = Requests.open(kind);
    RawRequest raw = Requests.post(type, body, null, "ce-id", "1", "webhook-id", "m");

    kind.authenticate(raw, connector);
    Reading reading = kind.read(raw, connector);

    switch (reading) {
      case Reading.Leads leads -> {
        assertThat(leads.leads()).allMatch(AllKindsTest::isWorthKeeping);
        assertThat(kind.answer(raw, connector, List.of()).status()).isBetween(200, 303);
      }
      case Reading.Refused refused -> {
        assertThat(refused.refusal().reason().status()).isBetween(400, 499);
        kind.answerTo(refused.refusal(), raw, connector);
      }
    }
    kind.options(raw, connector);
    kind.headers(raw, connector);
  }

  private static boolean isWorthKeeping(LeadData lead) {
    return lead.person().isReachable() || lead.test() || lead.incomplete();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void our_own_fault_is_a_5xx_in_every_senders_words(ConnectorKind kind) {
    Refusal fault = Refusal.of(Refusal.Reason.FAULT, "this is our fault");

    int status =
        kind.answerTo(fault, Requests.json("{}"), Requests.open(kind))
            .map(Answer::status)
            .orElse(500);

    assertThat(status).isEqualTo(500);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void a_kind_that_can_prove_itself_needs_a_secret(ConnectorKind kind) {
    List<String> open = List.of("form", "cf7", "hubspot", "salesforce-w2l");
    String type = kind.takes(Requests.JSON) ? Requests.JSON : Requests.URLENCODED;
    RawRequest raw = Requests.post(type, "{}".getBytes(StandardCharsets.UTF_8), "token=");

    assertThat(kind.authenticate(raw, Requests.connector(kind, "{}")).isEmpty())
        .isEqualTo(open.contains(kind.name()));
  }

  @Test
  void plain_text_is_taken_by_nobody_since_it_crosses_origins_unasked() {
    assertThat(kinds()).noneMatch(kind -> kind.takes("text/plain") || kind.takes(null));
  }

  @Provide
  Arbitrary<ConnectorKind> kind() {
    return Arbitraries.of(AllKinds.all());
  }

  @Provide
  Arbitrary<String> type() {
    return Arbitraries.of(TYPES);
  }

  @Provide
  Arbitrary<String> name() {
    return Arbitraries.of(NAMES);
  }

  @Provide
  Arbitrary<String> text() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "a@example.com", "13800138000", "2026-10-20 15:58:30", "1", "9".repeat(40), "", "{}"),
        Arbitraries.strings().ofMaxLength(8));
  }

  @Provide
  Arbitrary<String> json() {
    return Arbitraries.recursive(AllKindsTest::plain, AllKindsTest::deeper, 0, 4);
  }

  private static Arbitrary<String> plain() {
    return Arbitraries.of(
        "null",
        "true",
        "1",
        "1e400",
        "-7.25E+3",
        "7200000000000000001",
        "\"a@example.com\"",
        "\"13800138000\"",
        "\"form_submission\"",
        "\"form_response\"",
        "\"{\\\"a\\\":1}\"",
        "\"\"",
        "\"x\\u0000y\"",
        "\"LEAD_ACTION\"",
        "\"1.0\"",
        "[]",
        "{}");
  }

  private static Arbitrary<String> deeper(Arbitrary<String> inner) {
    Arbitrary<String> list =
        inner
            .list()
            .ofMaxSize(3)
            .map(all -> all.stream().collect(Collectors.joining(",", "[", "]")));
    Arbitrary<String> member =
        Combinators.combine(Arbitraries.of(NAMES), inner)
            .as((name, value) -> "\"" + name + "\":" + value);
    Arbitrary<String> object =
        member
            .list()
            .ofMaxSize(5)
            .map(all -> all.stream().collect(Collectors.joining(",", "{", "}")));
    return Arbitraries.oneOf(object, object, list);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
