package dev.fairlead.intake;

import static dev.fairlead.intake.Scene.aForm;
import static dev.fairlead.intake.Scene.aLead;
import static dev.fairlead.intake.Scene.aPhone;
import static dev.fairlead.intake.Scene.anEmail;
import static dev.fairlead.intake.Scene.asAdmin;
import static dev.fairlead.intake.Scene.received;
import static dev.fairlead.intake.Scene.urlencoded;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.fairlead.events.LeadEvent;
import dev.fairlead.events.RosterEvent;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** domain.md: region comes from given address, else IP, else phone prefix, and says which. */
@QuarkusTest
@WithTestResource(FairleadPlatform.class)
class EnrichmentIT {

  private static final String IN_SUZHOU = "203.0.113.7";

  @Test
  void the_region_comes_from_the_address_else_the_network_else_the_number() throws IOException {
    aTreeAndANetwork();

    LeadEvent.Received byAddress = lead(Map.of("ip", IN_SUZHOU, "region", "廣東省深圳市"));
    LeadEvent.Received byIp = lead(Map.of("ip", IN_SUZHOU, "phone", aPhone()));
    LeadEvent.Received byPhone = lead(Map.of("phone", "0512 6" + aPhone().substring(4)));

    assertThat(byAddress.region()).containsExactly("华南区", "广东");
    assertThat(byAddress.regionFrom()).isEqualTo("address");
    assertThat(byAddress.regionText()).isEqualTo("廣東省深圳市");
    assertThat(byAddress.attribution().ipRegion()).isEqualTo("江苏苏州");
    assertThat(byIp.region()).containsExactly("华东区", "江苏", "苏州");
    assertThat(byIp.regionFrom()).isEqualTo("ip");
    assertThat(byPhone.region()).containsExactly("华东区", "江苏", "苏州");
    assertThat(byPhone.regionFrom()).isEqualTo("phone");
  }

  @Test
  void what_number_network_and_mail_tell_goes_into_the_event_and_the_lead() throws IOException {
    aTreeAndANetwork();
    String id =
        aLead(
            Map.of(
                "phone",
                "138" + aPhone().substring(3),
                "email",
                "a@Hengrui.example",
                "ip",
                IN_SUZHOU));

    LeadEvent.Enrichment enrichment = received(id).enrichment();
    assertThat(enrichment).isNotNull();
    assertThat(enrichment.phoneCountry()).isEqualTo("CN");
    assertThat(enrichment.phoneCarrier()).isEqualTo("中国移动");
    assertThat(enrichment.ipRegion()).isEqualTo("江苏苏州");
    assertThat(enrichment.ipCountry()).isEqualTo("CN");
    assertThat(enrichment.companyDomain()).isEqualTo("hengrui.example");
    asAdmin()
        .get("/api/intake/leads/" + id)
        .then()
        .body("enrichment.companyDomain", equalTo("hengrui.example"))
        .body("attribution.ipRegion", equalTo("江苏苏州"));
  }

  @Test
  void the_network_address_itself_is_in_no_event() throws IOException {
    aTreeAndANetwork();
    String form = aForm(Map.of());

    String id =
        urlencoded()
            .formParam("email", anEmail())
            .formParam("remote_ip", IN_SUZHOU)
            .post("/in/form/" + form)
            .then()
            .extract()
            .path("leadId");

    assertThat(TestEvents.logged(id)).allMatch(logged -> !logged.payload().contains(IN_SUZHOU));
    assertThat(received(id).regionFrom()).isEqualTo("ip");
    assertThat(
            TestEvents.count("select count(*) from lead where facts like ?", "%" + IN_SUZHOU + "%"))
        .isZero();
  }

  @Test
  void the_page_tells_the_product_line_unless_one_is_named() {
    String form =
        aForm(
            Map.of(
                "productLine",
                "other",
                "pageProducts",
                Map.of("https://example.com/", "all", "https://example.com/crm", "crm")));

    assertThat(productLine(form, Map.of("page_url", "https://www.example.com/crm/prices")))
        .isEqualTo("crm");
    assertThat(productLine(form, Map.of("page_url", "https://example.org/crm"))).isEqualTo("other");
    assertThat(
            productLine(form, Map.of("page_url", "https://example.com/crm", "product_line", "erp")))
        .isEqualTo("erp");
  }

  @Test
  void readiness_tells_which_database_is_in_use() throws IOException {
    aTreeAndANetwork();

    given()
        .get("/q/health/ready")
        .then()
        .body("checks.name", hasItem("GeoIP database"))
        .body(
            "checks.find { it.name == 'GeoIP database' }.data.database",
            not(equalTo("not configured")));
  }

  @org.jspecify.annotations.Nullable private static String productLine(String form, Map<String, String> fields) {
    String id =
        urlencoded()
            .formParam("email", anEmail())
            .formParams(fields)
            .post("/in/form/" + form)
            .then()
            .extract()
            .path("leadId");
    return received(id).productLine();
  }

  private static LeadEvent.Received lead(Map<String, String> fields) {
    Map<String, String> lead = new HashMap<>(fields);
    lead.put("email", anEmail());
    return received(aLead(lead));
  }

  private static void aTreeAndANetwork() throws IOException {
    new MmdbFile("Test-City")
        .network("203.0.113.0/24", MmdbFile.city("CN", "JS", "江苏", "Jiangsu", "苏州", "Suzhou"))
        .save(Path.of("target/geoip-test.mmdb"));
    TestEvents.send(
        new RosterEvent.Region(
            RosterEvent.Region.TREE,
            List.of(node("华东区", node("江苏", node("苏州")), node("上海")), node("华南区", node("广东"))),
            false));
    await()
        .untilAsserted(
            () ->
                assertThat(lead(Map.of("ip", IN_SUZHOU)).region())
                    .containsExactly("华东区", "江苏", "苏州"));
  }

  private static RosterEvent.Region.Node node(String name, RosterEvent.Region.Node... below) {
    return new RosterEvent.Region.Node(name, List.of(), List.of(below));
  }
}
