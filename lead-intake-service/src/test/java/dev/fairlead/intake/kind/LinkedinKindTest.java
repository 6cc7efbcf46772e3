package dev.fairlead.intake.kind;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.intake.domain.Answer;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.Notice;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.intake.domain.Settings;
import dev.fairlead.intake.domain.SettingsDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LinkedinKindTest {

  private static final String SECRET = "smp-Li-ClientSecret-01";
  private static final String BODY =
      "{\"type\":\"LEAD_ACTION\","
          + "\"leadGenFormResponse\":\"urn:li:leadGenFormResponse:1a2b3c4d-0001-4\","
          + "\"leadGenForm\":\"urn:li:versionedLeadGenForm:(urn:li:leadGenForm:3162,1)\","
          + "\"owner\":{\"sponsoredAccount\":\"urn:li:sponsoredAccount:500000001\"},"
          + "\"associatedEntity\":{\"associatedCreative\":\"urn:li:sponsoredCreative:700000001\"},"
          + "\"leadType\":\"SPONSORED\",\"leadAction\":\"CREATED\",\"occurredAt\":1792483191000}";

  private final LinkedinKind kind = new LinkedinKind();

  @Test
  void the_challenge_is_answered_with_its_hmac() {
    RawRequest raw = get("challengeCode=890e4665-4dfe-4ab1-b689-ed553bceeed0&applicationId=7");

    Answer answer = kind.get(raw, connector(Map.of())).orElseThrow();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.contentType()).isEqualTo("application/json");
    assertThat(answer.body())
        .isEqualTo(
            "{\"challengeCode\":\"890e4665-4dfe-4ab1-b689-ed553bceeed0\",\"challengeResponse\":"
                + "\"922aa23193571aa26d4245916a8b57b2d07711c7aa71467a571d694b5c8fe3dd\"}");
    assertThat(kind.get(get(""), connector(Map.of())).orElseThrow().status()).isEqualTo(403);
  }

  @Test
  void the_documented_signature_is_taken_where_nothing_is_configured() {
    Connector connector = connector(Map.of());

    assertThat(
            kind.authenticate(
                post(BODY, "78e8d3b125bbca9528b5b467aeac7c9873796837bd1a0d9e508f39ea2cfa5b25"),
                connector))
        .isEmpty();
    assertThat(kind.authenticate(post(BODY, Hmac.hex(SECRET, BODY)), connector)).isPresent();
    assertThat(
            kind.authenticate(
                post(
                    BODY.replace("CREATED", "DELETED"),
                    "78e8d3b125bbca9528b5b467aeac7c9873796837bd1a0d9e508f39ea2cfa5b25"),
                connector))
        .isPresent();
  }

  @Test
  void another_reading_of_the_signature_is_taken_where_it_is_configured() {
    Connector connector = connector(Map.of("signature", List.of("header-prefix", "plain-body")));

    assertThat(kind.authenticate(post(BODY, Hmac.hex(SECRET, BODY)), connector)).isEmpty();
    assertThat(kind.authenticate(post(BODY, "hmacsha256=" + Hmac.hex(SECRET, BODY)), connector))
        .isEmpty();
    assertThat(
            kind.authenticate(
                post(BODY, "78e8d3b125bbca9528b5b467aeac7c9873796837bd1a0d9e508f39ea2cfa5b25"),
                connector))
        .isPresent();
  }

  @Test
  void a_new_lead_is_announced_and_a_deleted_one_taken_back() {
    assertThat(read(BODY).notices())
        .containsExactly(
            new Notice(
                "urn:li:leadGenFormResponse:1a2b3c4d-0001-4",
                Map.of(
                    "form", "urn:li:versionedLeadGenForm:(urn:li:leadGenForm:3162,1)",
                    "ad", "urn:li:sponsoredCreative:700000001",
                    "submittedAt", "2026-10-20T07:59:51Z")));
    assertThat(read(BODY.replace("CREATED", "DELETED")).withdrawn())
        .containsExactly("urn:li:leadGenFormResponse:1a2b3c4d-0001-4");
    assertThat(read("{\"type\":\"OTHER\"}")).isEqualTo(Reading.nothing());
  }

  @Test
  void a_time_in_seconds_is_read_as_well() {
    assertThat(read(BODY.replace("1792483191000", "1792483191")).notices().getFirst().known())
        .containsEntry("submittedAt", "2026-10-20T07:59:51Z");
  }

  private Reading.Leads read(String body) {
    return (Reading.Leads) kind.read(post(body, ""), connector(Map.of()));
  }

  private static Connector connector(Map<String, ?> settings) {
    Settings defaults = Settings.defaults("US", Duration.ofMinutes(10), Settings.Scope.IDENTITY);
    return new Connector(
        "linkedin",
        "acme",
        true,
        new SettingsDocument(settings).read(defaults, region -> true),
        Map.of("client_secret", List.of(SECRET)));
  }

  private static RawRequest get(String query) {
    return new RawRequest(
        "GET", "/in/linkedin/acme", query, Map.of(), null, new byte[0], Instant.EPOCH);
  }

  private static RawRequest post(String body, String signature) {
    return new RawRequest(
        "POST",
        "/in/linkedin/acme",
        null,
        Map.of("content-type", "application/json", "x-li-signature", signature),
        null,
        body.getBytes(UTF_8),
        Instant.EPOCH);
  }
}
