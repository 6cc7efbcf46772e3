package dev.fairlead.intake.kind;

import static dev.fairlead.intake.kind.Requests.answer;
import static dev.fairlead.intake.kind.Requests.connector;
import static dev.fairlead.intake.kind.Requests.form;
import static dev.fairlead.intake.kind.Requests.json;
import static dev.fairlead.intake.kind.Requests.lead;
import static dev.fairlead.intake.kind.Requests.leads;
import static dev.fairlead.intake.kind.Requests.open;
import static dev.fairlead.intake.kind.Requests.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.ConnectorKind;
import dev.fairlead.intake.domain.LeadData;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.intake.domain.Refusal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the samples of the ad platforms do not show. */
class AdPlatformsTest {

  private static final ConnectorKind GOOGLE = new GoogleAdsKind();
  private static final ConnectorKind TIKTOK = new TiktokKind();
  private static final ConnectorKind FEIYU = new FeiyuKind();
  private static final ConnectorKind BAIDU = new BaiduKind();
  private static final ConnectorKind TENCENT = new TencentKind();
  private static final ConnectorKind DOUYIN = new DouyinKind();

  @Test
  void google_prefers_the_personal_address_and_number_whatever_their_order() {
    LeadData lead =
        google(
            """
            {"lead_id": "a", "user_column_data": [
              {"column_id": "WORK_EMAIL", "string_value": "work@example.com"},
              {"column_id": "WORK_PHONE", "string_value": "+16505550001"},
              {"column_id": "EMAIL", "string_value": "me@example.com"},
              {"column_id": "PHONE_NUMBER", "string_value": "+16505550002"}]}
            """);

    assertThat(lead.person().email()).isEqualTo("me@example.com");
    assertThat(lead.person().phone()).isEqualTo("+16505550002");
    assertThat(answer(lead, "WORK_EMAIL")).isEqualTo("work@example.com");
  }

  @Test
  void googles_columns_of_every_kind_find_their_place_and_custom_ones_become_answers() {
    LeadData lead =
        google(
            """
            {"lead_id": "a", "is_test": false, "adgroup_id": 0, "asset_group_id": 9007199254740993,
             "some_new_field": "?", "google_key": "k", "user_column_data": [
              {"column_id": "FIRST_NAME", "string_value": " Ada "},
              {"column_id": "JOB_TITLE", "string_value": "CTO"},
              {"column_id": "STREET_ADDRESS", "string_value": "1 Road"},
              {"column_id": "CITY", "string_value": "Dublin"},
              {"column_id": "COUNTRY", "string_value": "IE"},
              {"column_id": "WORK_EMAIL", "string_value": "a@example.com"},
              {"column_id": "source", "string_value": "a friend"},
              {"column_id": "what_city?", "column_name": "What city?", "string_value": "Cork"}]}
            """);

    assertThat(lead.person().firstName()).isEqualTo("Ada");
    assertThat(lead.jobTitle()).isEqualTo("CTO");
    assertThat(lead.person().street()).isEqualTo("1 Road");
    assertThat(lead.city()).isEqualTo("Dublin");
    assertThat(lead.country()).isEqualTo("IE");
    assertThat(lead.origin().adGroup()).isEqualTo("9007199254740993");
    assertThat(lead.source()).isNull();
    assertThat(answer(lead, "source")).isEqualTo("a friend");
    assertThat(lead.answers()).contains(new LeadData.Answered("what_city?", "Cork", "What city?"));
    assertThat(answer(lead, "google_key")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"lead_id\": \"a\"}",
        "{\"lead_id\": \"a\", \"user_column_data\": {}}",
        "{\"user_column_data\": []}",
        "[]",
        "{"
      })
  void google_hears_a_message_about_what_can_never_be_accepted(String body) {
    Reading reading = GOOGLE.read(json(body), open(GOOGLE));

    assertThat(refusal(reading)).isEqualTo(Refusal.Reason.MALFORMED);
    Refusal refusal = ((Reading.Refused) reading).refusal();
    assertThat(GOOGLE.answerTo(refusal, json(body), open(GOOGLE)).orElseThrow().body())
        .startsWith("{\"message\":\"");
  }

  @Test
  void a_google_test_without_any_contact_is_taken_and_each_click_is_a_lead_of_its_own() {
    LeadData lead = google("{\"lead_id\": \"t\", \"is_test\": true, \"user_column_data\": []}");

    assertThat(lead.test()).isTrue();
    assertThat(lead.externalId()).isEqualTo("t");
    assertThat(lead.idScope()).isEqualTo(Requests.NOW.toString());
  }

  private static LeadData google(String body) {
    return lead(GOOGLE.read(json(body), connector(GOOGLE, "{}", "google_key", "k")));
  }

  @Test
  void an_address_that_is_none_does_not_cost_a_platforms_lead() {
    LeadData lead =
        lead(
            TIKTOK.read(
                json(
                    """
                    {"object": 1, "entry": [{"id": 1, "changes": [
                      {"field": "email", "value": "none"},
                      {"field": "phone_number", "value": "+16505550144"}]}]}
                    """),
                open(TIKTOK)));

    assertThat(lead.person().email()).isNull();
    assertThat(answer(lead, "email")).isEqualTo("none");
  }

  @Test
  void tiktok_sends_several_leads_at_once_and_events_that_are_none() {
    String body =
        """
        {"object": 1, "entry": [
          {"id": 7200000000000000001, "changes": [{"field": "email", "value": "a@example.com"}]},
          {"id": 7200000000000000002.0, "changes": [{"field": "Budget?", "value": ["1", "2"]}]}]}
        """;

    List<LeadData> leads = leads(TIKTOK.read(json(body), open(TIKTOK)));

    assertThat(leads)
        .extracting(LeadData::externalId)
        .containsExactly("7200000000000000001", "7200000000000000002");
    assertThat(leads).extracting(LeadData::incomplete).containsExactly(false, true);
    assertThat(leads.getLast().answers())
        .extracting(LeadData.Answered::value)
        .containsExactly("1", "2");
    assertThat(leads(TIKTOK.read(json("{\"object\": 2, \"entry\": []}"), open(TIKTOK)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"/contact/tel\": \"phone\", \"/contact/wx\": \"weixin\"}",
        "{\"contact.tel\": \"telphone\", \"contact.wx\": \"weixin\"}",
        "{\"contact.tel\": \"phone\", \"contact.wx\": \"weixin\", \"no.such\": \"email\"}"
      })
  void feiyus_customer_chooses_names_and_nesting(String fieldMap) {
    Connector connector = connector(FEIYU, "{\"unsigned\": true, \"fieldMap\": " + fieldMap + "}");

    LeadData lead =
        lead(
            FEIYU.read(
                json("{\"id\": 1, \"contact\": {\"tel\": \"13900000002\", \"wx\": \"w1\"}}"),
                connector));

    assertThat(lead.person().phone()).isEqualTo("13900000002");
    assertThat(lead.person().wechat()).isEqualTo("w1");
    assertThat(answer(lead, "weixin")).isEqualTo("w1");
  }

  @Test
  void feiyus_account_is_found_under_the_name_the_customer_gave_it() {
    Connector connector =
        connector(
            FEIYU,
            "{\"unsigned\": true, \"knownAdvId\": [7, \"8\"], \"fieldMap\": {\"acc\": \"adv_id\"}}");

    assertThat(leads(FEIYU.read(json("{\"acc\": 8, \"telphone\": \"13900000002\"}"), connector)))
        .hasSize(1);
    assertThat(refusal(FEIYU.read(json("{\"telphone\": \"13900000002\"}"), connector)))
        .isEqualTo(Refusal.Reason.ACCOUNT);
  }

  @Test
  void feiyu_hears_the_words_its_rule_expects() {
    Connector connector =
        connector(
            FEIYU,
            """
            {"answer": {"codeKey": "status", "messageKey": "msg", "success": "OK"}}
            """);
    Refusal foreign = Refusal.of(Refusal.Reason.ACCOUNT, "no");

    assertThat(FEIYU.answer(json("{}"), connector, List.of()).body())
        .isEqualTo("{\"status\":\"OK\",\"msg\":\"success\"}");
    assertThat(FEIYU.answerTo(foreign, json("{}"), connector).orElseThrow().body())
        .isEqualTo("{\"status\":-1,\"msg\":\"no\"}");
    assertThat(FEIYU.answerTo(foreign, json("{}"), connector).orElseThrow().status())
        .isEqualTo(200);
  }

  @Test
  void feiyus_wechat_alone_is_a_way_to_reach_somebody() {
    LeadData lead = lead(FEIYU.read(json("{\"id\": \"1\", \"weixin\": \"wx1\"}"), open(FEIYU)));

    assertThat(lead.person().wechat()).isEqualTo("wx1");
    assertThat(answer(lead, "weixin")).isEqualTo("wx1");
  }

  @Test
  void baidu_without_an_account_is_nobodys_and_its_form_may_be_text() {
    String body =
        "{\"ucid\": 1, \"clueId\": \"c\", \"commitTime\": 1792483110000, \"formDetail\":"
            + " \"[{\\\"type\\\":\\\"phone\\\",\\\"name\\\":\\\"电话\\\",\\\"value\\\":\\\"13800138000\\\"}]\"}";

    LeadData lead = lead(BAIDU.read(json(body), open(BAIDU)));

    assertThat(lead.person().phone()).isEqualTo("13800138000");
    assertThat(lead.submittedAt()).isEqualTo(Instant.parse("2026-10-20T07:58:30Z"));
    assertThat(refusal(BAIDU.read(json("{\"clueId\": \"c\"}"), open(BAIDU))))
        .isEqualTo(Refusal.Reason.ACCOUNT);
    assertThat(
            refusal(
                BAIDU.read(json(body), connector(BAIDU, "{\"unsigned\": true, \"knownUcid\": 2}"))))
        .isEqualTo(Refusal.Reason.ACCOUNT);
  }

  @Test
  void tencents_questions_may_be_an_object_and_either_account_will_do() {
    Connector connector = connector(TENCENT, "{\"unsigned\": true, \"knownAccountId\": \"5\"}");
    String body =
        """
        {"advertiser_id": 5, "leads_id": 90071992547409931, "leads_wechat": "w", "leads_qq": "10001",
         "bundle": "[{\\"name\\": \\"面积\\", \\"value\\": \\"90平\\"}]",
         "leads_action_time": "2026-10-20 15:58:35"}
        """;

    LeadData lead = lead(TENCENT.read(json(body), connector));

    assertThat(lead.externalId()).isEqualTo("90071992547409931");
    assertThat(lead.submittedAt()).isEqualTo(Instant.parse("2026-10-20T07:58:35Z"));
    assertThat(answer(lead, "面积")).isEqualTo("90平");
    assertThat(answer(lead, "leads_qq")).isEqualTo("10001");
    assertThat(answer(lead, "leads_wechat")).isEqualTo("w");
    assertThat(refusal(TENCENT.read(form("leads_tel=13800138000"), open(TENCENT))))
        .isEqualTo(Refusal.Reason.ACCOUNT);
  }

  @Test
  void douyins_events_are_acknowledged_and_those_with_a_contact_are_leads() {
    String nobody = "{\"event\": \"x\", \"content\": {\"clue_id\": \"9\"}}";
    String somebody = "{\"event\": \"x\", \"content\": \"{\\\"telphone\\\":\\\"13800138000\\\"}\"}";

    assertThat(leads(DOUYIN.read(json(nobody), open(DOUYIN)))).isEmpty();
    assertThat(lead(DOUYIN.read(json(somebody, "msg-id", "m1"), open(DOUYIN))).externalId())
        .isEqualTo("m1");
  }

  @Test
  void douyin_gets_its_challenge_back_as_it_was() {
    String check = "{\"event\": \"verify_webhook\", \"content\": \"{\\\"challenge\\\": 12345}\"}";

    assertThat(DOUYIN.answer(json(check), open(DOUYIN), List.of()).body())
        .isEqualTo("{\"challenge\":12345}");
  }
}
