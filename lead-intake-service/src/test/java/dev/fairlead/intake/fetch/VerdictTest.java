package dev.fairlead.intake.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.kit.outbound.Reply;
import dev.fairlead.kit.testing.OpenUrls;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class VerdictTest {

  private static final Instant NOW = Instant.parse("2026-10-20T08:00:00Z");
  private static final Vertx VERTX = Vertx.vertx();
  private static final PlatformUrls URLS =
      new PlatformUrls(
          OpenUrls.of(VERTX), "https://a.example", "https://b", "https://c", Duration.ZERO);

  private final MetaGraph meta = new MetaGraph(URLS);
  private final LinkedinApi linkedin = new LinkedinApi(URLS);

  @AfterAll
  static void close() {
    VERTX.close();
  }

  @Test
  void meta_says_by_its_codes_what_is_wrong() {
    assertThat(meta(200, "{}", Map.of())).isEqualTo(new Verdict.Given());
    assertThat(meta(400, error(190, 460), Map.of())).isEqualTo(Verdict.tokenInvalid("190"));
    assertThat(meta(401, error(102, 0), Map.of())).isEqualTo(Verdict.tokenInvalid("102"));
    assertThat(meta(403, error(200, 0), Map.of())).isEqualTo(Verdict.forbidden("200"));
    assertThat(meta(400, error(100, 0), Map.of())).isEqualTo(new Verdict.Passing("100"));
    assertThat(meta(500, error(2, 0), Map.of())).isEqualTo(new Verdict.Passing("2"));
    assertThat(meta(502, "<html>", Map.of())).isEqualTo(new Verdict.Passing("http-502"));
    for (int code : new int[] {4, 17, 32, 613, 80_005}) {
      assertThat(meta(400, error(code, 0), Map.of()))
          .isEqualTo(Verdict.rateLimited(Integer.toString(code), null));
    }
  }

  @Test
  void an_id_that_meta_does_not_know_is_gone() {
    Reply reply =
        new Reply(400, Map.of(), PlatformLeadTest.bytes("meta-graph-4-error-test-id.json"));

    assertThat(meta.judge(reply, NOW)).isEqualTo(new Verdict.Gone("100/33"));
  }

  @Test
  void a_pause_is_as_long_as_the_platform_says() {
    assertThat(meta(400, error(4, 0), Map.of("retry-after", "120")))
        .isEqualTo(Verdict.rateLimited("4", Duration.ofMinutes(2)));
    assertThat(
            meta(
                400,
                error(80_005, 0),
                Map.of(
                    "x-business-use-case-usage",
                    "{\"1\":[{\"estimated_time_to_regain_access\":7}]}")))
        .isEqualTo(Verdict.rateLimited("80005", Duration.ofMinutes(7)));
    assertThat(
            linkedin.judge(
                new Reply(429, Map.of("retry-after", "Tue, 20 Oct 2026 08:00:30 GMT"), new byte[0]),
                NOW))
        .isEqualTo(Verdict.rateLimited("http-429", Duration.ofSeconds(30)));
  }

  @Test
  void linkedin_says_by_its_statuses_what_is_wrong() {
    assertThat(linkedin(401)).isEqualTo(Verdict.tokenInvalid("http-401"));
    assertThat(linkedin(403)).isEqualTo(Verdict.forbidden("http-403"));
    assertThat(linkedin(404)).isEqualTo(new Verdict.Gone("http-404"));
    assertThat(linkedin(503)).isEqualTo(new Verdict.Passing("http-503"));
  }

  private Verdict linkedin(int status) {
    return linkedin.judge(new Reply(status, Map.of(), new byte[0]), NOW);
  }

  private Verdict meta(int status, String body, Map<String, String> headers) {
    return meta.judge(new Reply(status, headers, body.getBytes(UTF_8)), NOW);
  }

  private static String error(int code, int subcode) {
    return "{\"error\":{\"code\":" + code + ",\"error_subcode\":" + subcode + "}}";
  }
}
