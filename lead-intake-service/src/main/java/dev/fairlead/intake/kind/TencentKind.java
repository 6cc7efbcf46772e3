package dev.fairlead.intake.kind;

import com.fasterxml.jackson.databind.node.TextNode;
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

/** 腾讯广告. As JSON or as a form, which is not settled; questions are a JSON text in a field. */
@Singleton
final class TencentKind extends SenderKind {

  private static final String QUESTIONS = "bundle";

  private static final Vocabulary NAMES =
      Vocabulary.of(
              "leads_id", "externalId",
              "leads_action_time", "submittedAt",
              "click_id", "clickId",
              "campaign_id", "campaign",
              "adgroup_id", "adGroup",
              "page_id", "form",
              "page_name", "formName",
              "page_url", "landingPage",
              "leads_name", "fullName",
              "leads_tel", "phone",
              "leads_email", "email",
              "leads_wechat", "wechat",
              "leads_area", "region")
          .alsoAnswering("leads_wechat")
          .passingOver(
              "account_id",
              "advertiser_id",
              "account_type",
              "campaign_name",
              "adgroup_name",
              "leads_type",
              "leads_create_time",
              QUESTIONS)
          .at(ChinaPush.ZONE);

  TencentKind() {
    super("tencent-ads", "tencent_ads", JSON_OR_FORM, Proof.needed());
  }

  @Override
  public Reading read(RawRequest raw, Connector connector) {
    return fields(raw, connector)
        .map(fields -> read(fields, connector))
        .orElseGet(() -> malformed("the body is neither a JSON object nor a form"));
  }

  private static Reading read(Fields fields, Connector connector) {
    String questions = fields.first(QUESTIONS);
    if (questions != null) {
      ChinaPush.questions(fields, QUESTIONS, TextNode.valueOf(questions));
    }
    return ChinaPush.foreign(
            fields, connector, "knownAccountId", true, "account_id", "advertiser_id")
        .orElseGet(() -> lead(fields, connector, Map.of(), NAMES));
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
