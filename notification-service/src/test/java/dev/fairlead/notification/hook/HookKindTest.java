package dev.fairlead.notification.hook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.events.EventJson;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.outbound.Call;
import dev.fairlead.kit.outbound.Reply;
import dev.fairlead.notification.domain.Language;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HookKindTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_614_265_330);
  private static final String KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  @Test
  void aWebhookIsSignedAsTheStandardSaysWithEverySecretThatIsValid() {
    // Given
    Hook hook = hook("webhook", "https://crm.example/in", KEY, "plain words");
    Post post = post(hook, new Post.Data("{\"leadId\":\"L\"}"));

    // When
    Call call = new WebhookKind().call(post, NOW);

    // Then
    String body = text(call);
    String signed = "msg_e-1_h." + NOW.getEpochSecond() + "." + body;
    assertThat(body)
        .isEqualTo(
            "{\"type\":\"dev.fairlead.ownership.granted.v1\","
                + "\"timestamp\":\"2026-03-25T09:00:00Z\",\"data\":{\"leadId\":\"L\"}}");
    assertThat(call.headers())
        .containsEntry("webhook-id", "msg_e-1_h")
        .containsEntry("webhook-timestamp", "1614265330")
        .containsEntry(
            "webhook-signature",
            "v1,"
                + Signature.of(java.util.Base64.getDecoder().decode(KEY.substring(6)), signed)
                + " v1,"
                + Signature.of("plain words", signed));
  }

  @Test
  void theSignatureIsThatOfThePublishedExample() {
    // The example of the Standard Webhooks libraries.
    String signed = "msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{\"test\": 2432232314}";
    assertThat(Signature.of(java.util.Base64.getDecoder().decode(KEY.substring(6)), signed))
        .isEqualTo("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"whsec_", "whsec_c2hvcnQ=", "whsec_no base64"})
  void aWebhookSecretThatIsNoneIsRefused(String secret) {
    assertThat(new WebhookKind().fault(secret)).isNotNull();
    assertThat(new WebhookKind().fault(KEY)).isNull();
  }

  @Test
  void aFeishuCardIsSignedInItsBodyAndHasAButton() throws IOException {
    // When
    Call call =
        new FeishuKind().call(post(hook("feishu", "https://x.example/h", "s"), card()), NOW);

    // Then
    JsonNode body = json(call);
    assertThat(body.path("timestamp").asText()).isEqualTo("1614265330");
    assertThat(body.path("sign").asText()).isEqualTo(Signature.of("1614265330\ns", ""));
    assertThat(body.path("msg_type").asText()).isEqualTo("interactive");
    assertThat(body.at("/card/header/title/content").asText()).isEqualTo("New lead");
    assertThat(body.at("/card/elements/0/text/content").asText()).isEqualTo("Ann: it is *yours*");
    assertThat(body.at("/card/elements/1/fields/0/text/content").asText()).isEqualTo("Lead\nAcme");
    assertThat(body.at("/card/elements/2/actions/0/url").asText()).isEqualTo("https://f.example/L");
  }

  @Test
  void aDingTalkCardIsSignedInItsAddress() throws IOException {
    // When
    Call call =
        new DingTalkKind()
            .call(
                post(hook("dingtalk", "https://x.example/h?access_token=t", "SEC1"), card()), NOW);

    // Then
    String sign = Signature.of("SEC1", "1614265330000\nSEC1");
    assertThat(call.url().getRawQuery())
        .isEqualTo(
            "access_token=t&timestamp=1614265330000&sign="
                + java.net.URLEncoder.encode(sign, StandardCharsets.UTF_8));
    assertThat(json(call).path("msgtype").asText()).isEqualTo("actionCard");
    assertThat(json(call).at("/actionCard/singleURL").asText()).isEqualTo("https://f.example/L");
    assertThat(json(call).at("/actionCard/text").asText()).contains("Ann: it is  yours");
  }

  @Test
  void aWeComCardOpensTheLead() throws IOException {
    // When
    Call call = new WeComKind().call(post(hook("wecom", "https://x.example/h?key=k"), card()), NOW);

    // Then
    JsonNode body = json(call);
    assertThat(body.path("msgtype").asText()).isEqualTo("template_card");
    assertThat(body.at("/template_card/card_type").asText()).isEqualTo("text_notice");
    assertThat(body.at("/template_card/main_title/title").asText()).isEqualTo("New lead");
    assertThat(body.at("/template_card/card_action/url").asText()).isEqualTo("https://f.example/L");
    assertThat(call.url().toString()).endsWith("?key=k");
  }

  @Test
  void aSlackMessageHasBlocksWithAButton() throws IOException {
    // When
    Call call = new SlackKind().call(post(hook("slack", "https://x.example/h"), card()), NOW);

    // Then
    JsonNode body = json(call);
    assertThat(body.path("text").asText()).isEqualTo("New lead: Ann: it is *yours*");
    assertThat(body.at("/blocks/0/type").asText()).isEqualTo("header");
    assertThat(body.at("/blocks/3/elements/0/url").asText()).isEqualTo("https://f.example/L");
  }

  @ParameterizedTest
  @CsvSource({
    "feishu, 200, '{\"code\":0}', ",
    "feishu, 200, '{\"StatusCode\":0}', ",
    "feishu, 200, '{\"code\":19021,\"msg\":\"sign match fail\"}', code-19021",
    "feishu, 200, '<html>', answer-unknown",
    "dingtalk, 200, '{\"errcode\":0}', ",
    "dingtalk, 200, '{\"errcode\":310000}', code-310000",
    "wecom, 200, '{\"errcode\":93000}', code-93000",
    "wecom, 200, '{}', answer-unknown",
    "slack, 200, ok, ",
    "slack, 404, no_service, http-404",
    "webhook, 204, '', ",
    "webhook, 302, '', http-302",
    "webhook, 500, '', http-500"
  })
  void anAnswerIsTakenOnlyWhenThePlatformSaysSo(
      String kind, int status, String body, @Nullable String error) {
    // When
    Verdict verdict = kind(kind).judge(reply(status, Map.of(), body), NOW);

    // Then
    assertThat(verdict.error()).isEqualTo(error);
    assertThat(verdict.gone()).isFalse();
  }

  @Test
  void whoSaysLaterIsLeftAloneForThatLongAndWhoSaysGoneIsGone() {
    WebhookKind webhook = new WebhookKind();
    assertThat(webhook.judge(reply(429, Map.of("retry-after", "90"), ""), NOW).rest())
        .isEqualTo(Duration.ofSeconds(90));
    assertThat(webhook.judge(reply(503, Map.of("retry-after", "7"), ""), NOW).rest())
        .isEqualTo(Duration.ofSeconds(7));
    assertThat(webhook.judge(reply(410, Map.of(), ""), NOW).gone()).isTrue();
    assertThat(new DingTalkKind().judge(reply(200, Map.of(), "{\"errcode\":130101}"), NOW).rest())
        .isEqualTo(Duration.ofMinutes(10));
  }

  private static HookKind kind(String name) {
    return HookKind.all().stream().filter(k -> k.name().equals(name)).findFirst().orElseThrow();
  }

  private static Reply reply(int status, Map<String, String> headers, String body) {
    return new Reply(status, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  private static Hook hook(String kind, String url, String... secrets) {
    return new Hook("h", kind, URI.create(url), List.of(secrets), Language.EN);
  }

  private static Post.Message card() {
    return new Post.Message(
        new Card(
            "New lead",
            "Ann: it is *yours*",
            List.of(new Card.Field("Lead", "Acme")),
            new Card.Button("Open lead", "https://f.example/L")));
  }

  private static Post post(Hook hook, Post.Content content) {
    return new Post(
        UUID.fromString("018f2f3e-0000-7000-8000-000000000000"),
        null,
        "e-1",
        hook,
        1,
        "dev.fairlead.ownership.granted.v1",
        "L",
        content,
        Instant.parse("2026-03-25T09:00:00Z"),
        new Flow("c", "e-1", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
  }

  private static String text(Call call) {
    Call.Content content = call.content();
    return content == null ? "" : content.text();
  }

  private static JsonNode json(Call call) throws IOException {
    return EventJson.mapper().readTree(text(call));
  }
}
