package dev.fairlead.intake.kind;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.intake.domain.Answer;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.LeadData;
import dev.fairlead.intake.domain.Notice;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.intake.domain.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetaKindTest {

  private static final Connector CONNECTOR =
      new Connector(
          "meta",
          "acme",
          true,
          Settings.defaults("US", Duration.ofMinutes(10), Settings.Scope.IDENTITY),
          Map.of("app_secret", List.of("new", "old"), "verify_token", List.of("token")));

  private final MetaKind kind = new MetaKind();

  @Test
  void the_challenge_comes_back_to_whoever_knows_the_token() {
    Answer answer = get("hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=token");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("1158201444");
    assertThat(answer.contentType()).isEqualTo("text/plain");
    assertThat(get("hub.mode=subscribe&hub.challenge=1&hub.verify_token=guess").status())
        .isEqualTo(403);
    assertThat(get("hub.challenge=1&hub.verify_token=token").status()).isEqualTo(403);
    assertThat(get(null).status()).isEqualTo(403);
  }

  private Answer get(@org.jspecify.annotations.Nullable String query) {
    RawRequest raw =
        new RawRequest("GET", "/in/meta/acme", query, Map.of(), null, new byte[0], Instant.EPOCH);
    return kind.get(raw, CONNECTOR).orElseThrow();
  }

  @Test
  void what_is_signed_with_a_valid_secret_is_taken_and_nothing_else() {
    String body = "{\"object\": \"page\", \"entry\": []}";

    assertThat(kind.authenticate(post(body, "sha256=" + Hmac.hex("new", body)), CONNECTOR))
        .isEmpty();
    assertThat(kind.authenticate(post(body, "sha256=" + Hmac.hex("old", body)), CONNECTOR))
        .isEmpty();
    assertThat(kind.authenticate(post(body, "sha256=" + Hmac.hex("other", body)), CONNECTOR))
        .isPresent();
    assertThat(kind.authenticate(post(body + " ", "sha256=" + Hmac.hex("new", body)), CONNECTOR))
        .isPresent();
    assertThat(kind.authenticate(post(body, Hmac.hex("new", body)), CONNECTOR)).isPresent();
    assertThat(kind.authenticate(post(body, ""), CONNECTOR)).isPresent();
  }

  @Test
  void announced_leads_are_named_by_ids_that_stay_exact() {
    Reading.Leads reading =
        read(
            """
            {"object":"page","entry":[{"id":"153125381133","time":1792483180,"changes":[
              {"field":"leadgen","value":{"ad_id":"120210000000001","form_id":880000000000001,
               "leadgen_id":9990000000000000001,"created_time":1792483175,"page_id":153125381133}},
              {"field":"leadgen","value":{"leadgen_id":"9990000000000000001"}},
              {"field":"leadgen"},
              {"field":"feed","value":{"leadgen_id":"1"}}]}]}
            """);

    assertThat(reading.notices())
        .containsExactly(
            new Notice(
                "9990000000000000001",
                Map.of(
                    "form", "880000000000001",
                    "ad", "120210000000001",
                    "page", "153125381133",
                    "submittedAt", "2026-10-20T07:59:35Z")));
    assertThat(reading.leads()).isEmpty();
  }

  @Test
  void the_dashboards_test_is_a_test_lead_without_a_fetch() {
    Reading.Leads reading =
        read(
            """
            {"object": "page", "entry": [{"id": "0", "time": 1792483200, "changes": [
              {"field": "leadgen", "value": {"form_id": "444444444444",
               "leadgen_id": "444444444444", "created_time": 1792483200}}]}]}
            """);

    LeadData lead = reading.leads().getFirst();
    assertThat(reading.notices()).isEmpty();
    assertThat(lead.externalId()).isEqualTo("444444444444");
    assertThat(lead.test()).isTrue();
    assertThat(lead.incomplete()).isTrue();
  }

  @Test
  void what_is_no_list_of_entries_is_refused() {
    assertThat(kind.read(post("[]", ""), CONNECTOR)).isInstanceOf(Reading.Refused.class);
    assertThat(kind.read(post("nonsense", ""), CONNECTOR)).isInstanceOf(Reading.Refused.class);
  }

  private Reading.Leads read(String body) {
    return (Reading.Leads) kind.read(post(body, ""), CONNECTOR);
  }

  private static RawRequest post(String body, String signature) {
    return new RawRequest(
        "POST",
        "/in/meta/acme",
        null,
        Map.of("content-type", "application/json", "x-hub-signature-256", signature),
        null,
        body.getBytes(UTF_8),
        Instant.EPOCH);
  }
}
