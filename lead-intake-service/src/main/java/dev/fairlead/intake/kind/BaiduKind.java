package dev.fairlead.intake.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.intake.domain.Answer;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.Fields;
import dev.fairlead.intake.domain.Outcome;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.intake.domain.Refusal;
import dev.fairlead.intake.domain.Vocabulary;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** 百度 基木鱼 / 营销通: leads of forms and of consultations. */
@Singleton
final class BaiduKind extends SenderKind {

  private static final Vocabulary NAMES =
      Vocabulary.of(
              "clueId", "externalId",
              "commitTime", "submittedAt",
              "cluePhoneNumber", "phone",
              "wechatAccount", "wechat",
              "area", "region",
              "pageId", "form",
              "url", "landingPage",
              "consultUrl", "landingPage",
              "ip", "ip")
          .alsoAnswering("wechatAccount")
          .passingOver(
              "ucid",
              "solutionType",
              "clueUserMsgCount",
              "humanServiceMsgCount",
              "aiServiceMessageNum",
              "formDetail")
          .at(ChinaPush.ZONE);

  /** What a field of the form holds, by its type. */
  private static final Map<String, String> TYPES =
      Map.of(
          "name", "fullName",
          "phone", "phone",
          "tel", "phone",
          "mobile", "phone",
          "email", "email",
          "wechat", "wechat",
          "weixin", "wechat");

  BaiduKind() {
    super("baidu", "baidu_leads", JSON, Proof.needed());
  }

  @Override
  public Reading read(RawRequest raw, Connector connector) {
    return object(raw, body -> read(body, connector));
  }

  private static Reading read(JsonNode body, Connector connector) {
    Fields fields = new Fields();
    body.properties().stream()
        .filter(ChinaPush::says)
        .forEach(entry -> fields.add(entry.getKey(), JsonText.of(entry.getValue())));
    JsonNode detail = body.path("formDetail");
    JsonNode questions =
        detail.isTextual() ? JsonFields.parse(detail.asText()).orElse(detail) : detail;
    questions.forEach(question -> question(fields, question));
    return ChinaPush.foreign(fields, connector, "knownUcid", true, "ucid")
        .orElseGet(() -> lead(fields, connector, Map.of(), NAMES));
  }

  private static void question(Fields fields, JsonNode question) {
    String hint = TYPES.get(JsonText.of(question.path("type")));
    String name = JsonText.of(question.path("name"));
    JsonNode value = question.path("value");
    if (value.isArray()) {
      value.forEach(item -> fields.add(name, null, hint, JsonText.of(item)));
    } else {
      fields.add(name, null, hint, JsonText.of(value));
    }
  }

  @Override
  public Answer answer(RawRequest raw, Connector connector, List<Outcome> outcomes) {
    return ChinaPush.success(connector.settings());
  }

  @Override
  public Optional<Answer> answerTo(Refusal refusal, RawRequest raw, Connector connector) {
    return ChinaPush.failure(refusal, connector.settings());
  }
}
