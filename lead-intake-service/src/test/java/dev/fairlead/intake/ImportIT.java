package dev.fairlead.intake;

import static dev.fairlead.intake.Scene.aPhone;
import static dev.fairlead.intake.Scene.anEmail;
import static dev.fairlead.intake.Scene.as;
import static dev.fairlead.intake.Scene.asAdmin;
import static dev.fairlead.intake.Scene.post;
import static dev.fairlead.intake.Scene.received;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.fairlead.events.LeadEvent;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import dev.fairlead.kit.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(FairleadPlatform.class)
class ImportIT {

  private static final String PATH = "/api/intake/imports";

  @Test
  void a_csv_file_in_gbk_is_understood_shown_and_taken() {
    String phone = aPhone();
    String file = "姓名,手机,公司,省份,客户类型,采购数量\n李娜," + phone + ",恒锐有限公司,江苏,大客户,5台\n";

    JsonPath answer =
        upload(file.getBytes(Charset.forName("GBK")), "leads.csv")
            .multiPart("source", "exhibition")
            .multiPart("productLine", "robots")
            .post(PATH)
            .then()
            .statusCode(202)
            .header("Location", startsWith(PATH + "/"))
            .body("status", equalTo("queued"))
            .body("charset", equalTo("GB18030"))
            .body("columns.header", hasItem("客户类型"))
            .body("columns[0].field", equalTo("fullName"))
            .body("columns[1].samples", contains(startsWith("139****")))
            .body("mapping.手机", equalTo("phone"))
            .extract()
            .jsonPath();

    String id = answer.getString("id");
    finished(id).body("total", equalTo(1)).body("done", equalTo(1)).body("created", equalTo(1));
    LeadEvent.Received lead = received(leadOf(id));
    assertThat(lead.connector()).isEqualTo("import/" + id);
    assertThat(lead.source()).isEqualTo("exhibition");
    assertThat(lead.productLine()).isEqualTo("robots");
    assertThat(lead.contact().phoneE164()).isEqualTo("+86" + phone);
    assertThat(lead.contact().fullName()).isEqualTo("李娜");
    assertThat(lead.segment()).isEqualTo("大客户");
    assertThat(lead.answers()).contains(new LeadEvent.Answer("采购数量", "5台"));
  }

  @Test
  void an_xlsx_file_is_taken() throws IOException {
    String phone = aPhone();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(out, "test", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("Sheet1");
      sheet.value(0, 0, "Name");
      sheet.value(0, 1, "Mobile");
      sheet.value(1, 0, "Noor");
      sheet.value(1, 1, Long.parseLong(phone));
    }

    String id = taken(out.toByteArray(), "leads.xlsx");

    finished(id).body("format", equalTo("xlsx")).body("created", equalTo(1));
    assertThat(received(leadOf(id)).contact().phoneE164()).isEqualTo("+86" + phone);
  }

  @Test
  void each_row_is_created_attached_duplicate_or_rejected_and_the_errors_are_told() {
    String known = anEmail();
    post(Map.of("email", known)).statusCode(201);
    String fresh = anEmail();
    String file =
        "email,phone,note\n"
            + fresh
            + ",,hello\n"
            + fresh
            + ",,hello\n"
            + known
            + ",,again\n"
            + "nobody,,=cmd()\n"
            + ",,nothing\n";

    String id = taken(file.getBytes(StandardCharsets.UTF_8), "leads.csv");

    finished(id)
        .body("created", equalTo(1))
        .body("duplicate", equalTo(1))
        .body("attached", equalTo(1))
        .body("rejected", equalTo(2))
        .body("startedAt", notNullValue())
        .body("finishedAt", notNullValue());
    String errors =
        asAdmin()
            .get(PATH + "/" + id + "/errors")
            .then()
            .statusCode(200)
            .contentType(startsWith("text/csv"))
            .header("Content-Disposition", containsString("attachment"))
            .extract()
            .asString();
    assertThat(errors.lines())
        .containsExactly(
            "\uFEFFrow,reason,detail,email,phone,note",
            "5,invalid,email: not an e-mail address,nobody,,'=cmd()",
            "6,no-contact,\"email: one of e-mail, phone and WeChat is needed; phone: one of e-mail,"
                + " phone and WeChat is needed; wechat: one of e-mail, phone and WeChat is needed\""
                + ",,,nothing");
  }

  @Test
  void columns_nobody_recognised_wait_to_be_mapped() {
    String file = "who,how\nNoor," + anEmail().replace("@", " at ") + "\n";
    JsonPath answer = accepted(file.getBytes(StandardCharsets.UTF_8), "leads.csv");
    String id = answer.getString("id");
    assertThat(answer.getString("status")).isEqualTo("waiting");

    asAdmin()
        .post(PATH + "/" + id + "/start")
        .then()
        .statusCode(422)
        .body("code", equalTo("import.no-contact"));
    asAdmin()
        .body("{\"mapping\":{\"nowhere\":\"phone\"}}")
        .put(PATH + "/" + id + "/mapping")
        .then()
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/mapping/nowhere"));
    asAdmin()
        .body("{\"mapping\":{\"who\":\"fullName\",\"how\":\"wechat\"}}")
        .put(PATH + "/" + id + "/mapping")
        .then()
        .statusCode(200)
        .body("mapping.how", equalTo("wechat"));
    asAdmin().post(PATH + "/" + id + "/start").then().statusCode(200);

    finished(id).body("created", equalTo(1));
    asAdmin()
        .post(PATH + "/" + id + "/start")
        .then()
        .statusCode(409)
        .body("code", equalTo("import.started"));
  }

  @Test
  void a_dry_run_tells_what_would_be_and_leaves_nothing_until_it_is_started() {
    String email = anEmail();
    String file = "email\n" + email + "\nnobody\n";
    String id =
        upload(file.getBytes(StandardCharsets.UTF_8), "leads.csv")
            .multiPart("dryRun", "true")
            .post(PATH)
            .then()
            .statusCode(202)
            .extract()
            .path("id");

    finished(id).body("created", equalTo(1)).body("rejected", equalTo(1));
    assertThat(Scene.submissions("import/" + id)).isZero();

    asAdmin()
        .post(PATH + "/" + id + "/start")
        .then()
        .statusCode(200)
        .body("dryRun", equalTo(false));
    finished(id).body("created", equalTo(1)).body("rejected", equalTo(1));
    assertThat(Scene.submissions("import/" + id)).isEqualTo(2);
  }

  /** The row that is next is in the transaction of the leads before it. */
  @Test
  void an_import_that_lost_its_lease_goes_on_without_doubling_a_row() throws SQLException {
    int rows = 400;
    String id = taken(rows(rows), "leads.csv");

    await().pollInterval(Duration.ofMillis(5)).until(() -> done(id) > 0);
    int robbed = rob(id);
    assertThat(robbed).isEqualTo(1);

    finished(id).body("done", equalTo(rows)).body("created", equalTo(rows));
    assertThat(Scene.submissions("import/" + id)).isEqualTo(rows);
    assertThat(TestEvents.count("select count(*) from lead where connector = ?", "import/" + id))
        .isEqualTo(rows);
  }

  @Test
  void an_import_is_cancelled_and_what_was_taken_stays() {
    int rows = 2000;
    String id = taken(rows(rows), "leads.csv");
    await().pollInterval(Duration.ofMillis(5)).until(() -> done(id) > 0);

    asAdmin()
        .post(PATH + "/" + id + "/cancel")
        .then()
        .statusCode(200)
        .body("status", equalTo("cancelled"));

    int done = done(id);
    assertThat(done).isPositive().isLessThan(rows);
    assertThat(Scene.submissions("import/" + id)).isEqualTo(done);
    asAdmin().post(PATH + "/" + id + "/cancel").then().statusCode(409);
  }

  @Test
  void erasing_a_lead_lets_go_of_the_file_it_came_from() {
    String file = "email\n" + anEmail() + "\n";
    String id = taken(file.getBytes(StandardCharsets.UTF_8), "leads.csv");
    finished(id);
    assertThat(pieces(id)).isEqualTo(1);

    asAdmin().post("/api/intake/leads/" + leadOf(id) + "/erase").then().statusCode(200);

    assertThat(pieces(id)).isZero();
    asAdmin().get(PATH + "/" + id).then().statusCode(200).body("created", equalTo(1));
  }

  @Test
  void a_rejected_row_can_be_replayed() {
    String file = "email,city\nnobody,苏州\n";
    String id = taken(file.getBytes(StandardCharsets.UTF_8), "leads.csv");
    finished(id);
    String submission =
        asAdmin()
            .queryParam("connector", "import/" + id)
            .get("/api/intake/submissions")
            .then()
            .extract()
            .path("items[0].id");

    asAdmin()
        .post("/api/intake/submissions/" + submission + "/replay")
        .then()
        .statusCode(200)
        .body("status", equalTo("rejected"))
        .body("reason", equalTo("invalid"));
  }

  @Test
  void one_key_makes_one_import() {
    byte[] file = ("email\n" + anEmail() + "\n").getBytes(StandardCharsets.UTF_8);
    String key = UUID.randomUUID().toString();

    String first = withKey(key, file).statusCode(202).extract().path("id");
    withKey(key, file)
        .statusCode(202)
        .header("Location", equalTo(PATH + "/" + first))
        .header("Idempotent-Replayed", equalTo("true"));
    withKey(key, "email\nother@example.com\n".getBytes(StandardCharsets.UTF_8)).statusCode(422);
  }

  private static ValidatableResponse withKey(String key, byte[] file) {
    return upload(file, "leads.csv").header("Idempotency-Key", key).post(PATH).then();
  }

  @Test
  void what_cannot_be_imported_is_refused() {
    upload("a,b\n".getBytes(StandardCharsets.UTF_8), "x.csv")
        .multiPart("dedupeScope", "everything")
        .post(PATH)
        .then()
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/settings/dedupeScope"));
    upload(new byte[] {'P', 'K', 3, 4, 5}, "x.xlsx")
        .post(PATH)
        .then()
        .statusCode(422)
        .body("code", equalTo("import.malformed"));
    as("crm", "integration").get(PATH).then().statusCode(403);
    asAdmin().get(PATH + "/" + UUID.randomUUID()).then().statusCode(404);
    asAdmin().get(PATH + "/" + UUID.randomUUID() + "/errors").then().statusCode(404);
    given().contentType("application/json").body("{}").post("/in/import/x").then().statusCode(404);
  }

  private static RequestSpecification upload(byte[] file, String name) {
    return given()
        .auth()
        .oauth2(TestTokens.of("admin", "admin"))
        .multiPart("file", name, file, "application/octet-stream");
  }

  private static JsonPath accepted(byte[] file, String name) {
    return upload(file, name).post(PATH).then().statusCode(202).extract().jsonPath();
  }

  private static String taken(byte[] file, String name) {
    return accepted(file, name).getString("id");
  }

  private static ValidatableResponse finished(String id) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> asAdmin().get(PATH + "/" + id).path("status").equals("finished"));
    return asAdmin().get(PATH + "/" + id).then().statusCode(200);
  }

  private static byte[] rows(int count) {
    StringBuilder file = new StringBuilder("email\n");
    for (int i = 0; i < count; i++) {
      file.append(anEmail()).append('\n');
    }
    return file.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static int done(String id) {
    return (int) TestEvents.count("select done from lead_import where id = ?", UUID.fromString(id));
  }

  private static long pieces(String id) {
    return TestEvents.count(
        "select count(*) from lead_import_piece where import_id = ?", UUID.fromString(id));
  }

  /** As if the replica that holds it had vanished. */
  private static int rob(String id) throws SQLException {
    try (Connection connection = TestEvents.database();
        Statement statement = connection.createStatement()) {
      return statement.executeUpdate(
          "update lead_import set lease = gen_random_uuid(), lease_until = now() where id = '"
              + id
              + "' and status = 'running'");
    }
  }

  private static String leadOf(String id) {
    return asAdmin()
        .queryParam("connector", "import/" + id)
        .get("/api/intake/submissions")
        .then()
        .extract()
        .path("items[0].leadId");
  }
}
