package dev.fairlead.intake.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.intake.domain.Answer;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.Outcome;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.intake.domain.Refusal;
import dev.fairlead.intake.domain.Vocabulary;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/**
 * 抖音开放平台. Not a lead product: its events are acknowledged, and those that carry a person's contact
 * become leads.
 */
@Singleton
final class DouyinKind extends SenderKind {

  private static final String CHECK = "verify_webhook";

  private static final Vocabulary NAMES =
      Vocabulary.of(
              "clue_id", "externalId",
              "create_time", "submittedAt",
              "name", "fullName",
              "telphone", "phone",
              "phone_number", "phone",
              "weixin", "wechat",
              "province_name", "region",
              "city_name", "city")
          .alsoAnswering("weixin")
          .at(ChinaPush.ZONE);

  DouyinKind() {
    super(
        "douyin-open",
        "douyin_open",
        JSON,
        Proof.needed(Proof.Way.signature("client_secret", "x-douyin-signature", Digests::isSha1)));
  }

  @Override
  public Reading read(RawRequest raw, Connector connector) {
    return object(raw, body -> read(body, raw, connector));
  }

  private static Reading read(JsonNode body, RawRequest raw, Connector connector) {
    JsonNode content = content(body);
    if (CHECK.equals(body.path("event").asText()) || !content.isObject()) {
      return Reading.nothing();
    }
    String message = raw.header("msg-id");
    Reading lead =
        lead(
            JsonFields.any(content),
            connector,
            message == null ? Map.of() : Map.of("externalId", message),
            NAMES);
    boolean nobody =
        lead instanceof Reading.Refused refused
            && refused.refusal().reason() == Refusal.Reason.NO_CONTACT;
    return nobody ? Reading.nothing() : lead;
  }

  private static JsonNode content(JsonNode body) {
    JsonNode content = body.path("content");
    return content.isTextual() ? JsonFields.parse(content.asText()).orElse(content) : content;
  }

  @Override
  public Answer answer(RawRequest raw, Connector connector, List<Outcome> outcomes) {
    return JsonFields.parse(raw.body())
        .filter(body -> CHECK.equals(body.path("event").asText()))
        .map(body -> content(body).path("challenge"))
        .filter(JsonNode::isValueNode)
        .map(challenge -> JsonAnswer.of(200, "challenge", challenge))
        .orElseGet(() -> JsonAnswer.of(200, "err_no", 0, "err_tips", "success"));
  }
}
