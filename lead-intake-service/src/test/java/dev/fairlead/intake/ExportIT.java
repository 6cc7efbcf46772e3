package dev.fairlead.intake;

import static dev.fairlead.intake.Scene.aLead;
import static dev.fairlead.intake.Scene.aPhone;
import static dev.fairlead.intake.Scene.as;
import static dev.fairlead.intake.Scene.asAdmin;
import static dev.fairlead.intake.Scene.asIntegration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.events.EventJson;
import dev.fairlead.kit.testing.FairleadPlatform;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(FairleadPlatform.class)
class ExportIT {

  @Test
  void every_lead_is_exported_once_over_several_pages_and_without_its_person() throws IOException {
    Instant before = Instant.now().minusMillis(5);
    List<String> ids = new ArrayList<>();
    for (int batch = 0; batch < 6; batch++) {
      List<Map<String, ?>> leads = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        leads.add(Map.of("fullName", "Noor", "phone", aPhone(), "company", "=A, \"B\""));
      }
      ids.addAll(
          asIntegration()
              .body(leads)
              .post("/api/intake/leads:batch")
              .then()
              .statusCode(200)
              .extract()
              .path("items.leadId"));
    }

    Response export = asIntegration().get("/api/intake/leads/export?format=ndjson&since=" + before);

    List<String> exported = new ArrayList<>();
    for (String line : export.asString().lines().toList()) {
      JsonNode lead = EventJson.mapper().readTree(line);
      exported.add(lead.path("leadId").asText());
      assertThat(lead.has("contact")).isFalse();
    }
    assertThat(exported).doesNotHaveDuplicates().containsAll(ids);
    assertThat(Instant.parse(export.header("X-Fairlead-Position"))).isAfter(before);
    String csv =
        asIntegration().get("/api/intake/leads/export?format=csv&since=" + before).asString();
    assertThat(csv).startsWith("leadId,createdAt,source").contains("\"'=A, \"\"B\"\"\"");
    assertThat(csv.lines().count()).isEqualTo(exported.size() + 1L);
  }

  @Test
  void only_an_admin_takes_contact_data_out() {
    String phone = aPhone();
    Instant before = Instant.now().minusMillis(5);
    aLead(Map.of("fullName", "Noor", "phone", phone));

    asIntegration()
        .get("/api/intake/leads/export?format=csv&contact=true")
        .then()
        .statusCode(403)
        .body("code", equalTo("export.contact"));
    as("ann", "rep").get("/api/intake/leads/export?format=csv").then().statusCode(403);
    assertThat(
            asAdmin()
                .get("/api/intake/leads/export?format=csv&contact=true&since=" + before)
                .asString())
        .contains("+86" + phone);
    asAdmin()
        .get("/api/intake/leads/export?format=xml")
        .then()
        .statusCode(400)
        .body("code", equalTo("export.format"));
  }
}
