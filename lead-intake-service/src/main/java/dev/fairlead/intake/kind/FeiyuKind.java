package dev.fairlead.intake.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

/**
 * 飞鱼 CRM of Ocean Engine. The customer chooses the names and the nesting of what is pushed, and the
 * words of the answer; these are the default ones.
 */
@Singleton
final class FeiyuKind extends SenderKind {

  private static final Vocabulary NAMES =
      Vocabulary.of(
              "id", "externalId",
              "create_time", "submittedAt",
              "name", "fullName",
              "telphone", "phone",
              "telephone", "phone",
              "weixin", "wechat",
              "email", "email",
              "province_name", "region",
              "location", "region",
              "city_name", "city",
              "address", "street",
              "remark", "message",
              "form_remark", "message",
              "site_id", "form",
              "site_name", "formName",
              "promotion_id", "ad",
              "ad_id", "ad",
              "external_url", "landingPage")
          .alsoAnswering("weixin")
          .passingOver(
              "adv_id",
              "adv_name",
              "date",
              "clue_source",
              "clue_type",
              "app_name",
              "ad_name",
              "promotion_name",
              "cid",
              "module_id",
              "module_name",
              "store_id",
              "req_id",
              "clue_convert_status")
          .at(ChinaPush.ZONE);

  FeiyuKind() {
    super("oceanengine-feiyu", "oceanengine_feiyu", JSON, Proof.needed());
  }

  @Override
  public Reading read(RawRequest raw, Connector connector) {
    return object(raw, body -> read(body, connector));
  }

  private static Reading read(JsonNode body, Connector connector) {
    Fields fields = JsonFields.any(withoutRemarks(body));
    ChinaPush.questions(fields, "remark_dict", body.path("remark_dict"));
    return ChinaPush.foreign(fields, connector, "knownAdvId", false, "adv_id")
        .orElseGet(() -> lead(fields, connector, Map.of(), NAMES));
  }

  private static JsonNode withoutRemarks(JsonNode body) {
    ObjectNode rest = body.deepCopy();
    rest.remove("remark_dict");
    return rest;
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
