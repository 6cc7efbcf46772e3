package dev.fairlead.intake.kind;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares an answer with what a sample's sender expects. */
final class SampleAnswers {

  private SampleAnswers() {}

  static void check(Sample sample, RawHttp answer, Map<String, RawHttp> earlier) {
    JsonNode http = sample.http();
    assertThat(http.path("status").valueStream().map(JsonNode::asInt))
        .as("status, of %s", answer.text())
        .contains(answer.status());
    http.properties().forEach(rule -> check(answer, rule.getKey(), rule.getValue(), earlier));
    handshake(sample.canonical(), answer);
  }

  private static void check(
      RawHttp answer, String rule, JsonNode value, Map<String, RawHttp> earlier) {
    switch (rule) {
      case "status", "max_seconds" -> {
        // compared above; the socket itself waits no longer
      }
      case "body" -> {
        if (value.asText().equals("{}")) {
          assertThat(answer.text()).isEqualTo("{}");
        } else {
          assertThat(SamplesIT.json(answer).path("message").isTextual()).isTrue();
        }
      }
      case "body_exact" -> assertThat(answer.text()).isEqualTo(value.asText());
      case "json" -> assertThat(SamplesIT.json(answer)).isEqualTo(value);
      case "json_code_not" -> assertThat(SamplesIT.json(answer).path("code")).isNotEqualTo(value);
      case "json_keys_any" ->
          assertThat(value.valueStream()).anyMatch(key -> SamplesIT.json(answer).has(key.asText()));
      case "content_type" -> assertThat(answer.header("content-type")).startsWith(value.asText());
      case "same_as" ->
          assertThat(answer.text())
              .isEqualTo(Objects.requireNonNull(earlier.get(value.asText())).text());
      default -> throw new AssertionError("a rule nobody checks: " + rule);
    }
  }

  private static void handshake(JsonNode canonical, RawHttp answer) {
    if (canonical.has("response_body")) {
      assertThat(answer.text()).isEqualTo(canonical.get("response_body").asText());
    }
    if (canonical.has("response_json")) {
      assertThat(SamplesIT.json(answer)).isEqualTo(canonical.get("response_json"));
    }
    canonical
        .path("response_headers")
        .properties()
        .forEach(header -> header(answer.header(header.getKey()), header.getValue().asText()));
  }

  private static void header(@Nullable String sent, String rule) {
    String lower = String.valueOf(sent).toLowerCase(Locale.ROOT);
    if (rule.startsWith("contains ")) {
      for (String part : rule.substring("contains ".length()).split(", ")) {
        assertThat(lower).contains(part.toLowerCase(Locale.ROOT));
      }
    } else if (rule.startsWith("absent")) {
      assertThat(sent).isNull();
    } else if (rule.equals("present")) {
      assertThat(sent).isNotBlank();
    } else {
      assertThat(sent).isIn((Object[]) rule.split(" or "));
    }
  }
}
