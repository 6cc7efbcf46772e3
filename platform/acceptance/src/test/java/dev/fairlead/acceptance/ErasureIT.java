package dev.fairlead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is erased must be gone everywhere: every text in every table of every service is read. */
class ErasureIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Installation fairlead = TheInstallation.get();

  @Test
  void personal_data_of_an_erased_lead_stand_in_no_table_of_any_service_and_the_facts_stay()
      throws Exception {
    String secret = "zq" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    try (Organisation ours = Organisation.in(fairlead);
        EventFeed events = EventFeed.of(fairlead)) {
      String rep = ours.rep("rep", ours.team("team"));
      String source = ours.id("erase");
      ours.policy(
          """
          {"id": "%1$s", "name": "Erase", "when": "lead.source == \\"%1$s\\"",
           "assign": {"team": "%2$s"},
           "protect": {"initial": "P1D", "extend": "P1D", "max": "P2D", "days": "calendar"}}
          """
              .formatted(source, ours.id("team")));
      String lead = post(source, secret);
      events.await(lead, "granted", 1);
      fairlead
          .as(rep)
          .post(
              "/api/ownership/leads/" + lead + "/activities",
              Map.of("kind", "call", "outcome", "reached", "note", "spoke with " + secret))
          .ok();
      events.await(lead, "activity");
      assertThat(where(secret)).as("before").isNotEmpty();

      fairlead.as("admin").post("/api/intake/leads/" + lead + "/erase").ok();

      events.await(lead, "erased");
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(where(secret)).as("tables that know").isEmpty());
      assertThat(fairlead.as("admin").get("/api/ownership/leads/" + lead).ok().text("owner"))
          .isEqualTo(rep);
      assertThat(fairlead.as("admin").get("/api/intake/leads/" + lead).ok().text("source"))
          .isEqualTo(source);
    }
  }

  private String post(String source, String secret) {
    return fairlead
        .as("integration")
        .post(
            "/api/intake/leads",
            Map.of(
                "source", source,
                "fullName", "Person " + secret,
                "email", secret + "@example.com",
                "wechat", "wx-" + secret,
                "street", secret + " Street 1",
                "message", "call me, " + secret,
                "answers", List.of(Map.of("key", "remark", "value", "mine is " + secret))))
        .ok()
        .text("leadId");
  }

  /** Service and table of every row that holds the text, as such or in bytes. */
  private List<String> where(String text) throws SQLException {
    String bytes = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    List<String> found = new ArrayList<>();
    for (String service : Installation.SERVICES) {
      try (Connection connection = fairlead.asSuperuser("fairlead_" + service);
          Statement sql = connection.createStatement()) {
        for (String table : tables(sql)) {
          try (ResultSet rows =
              sql.executeQuery(
                  "select count(*) from %1$s t where t::text like '%%%2$s%%' or t::text like '%%%3$s%%'"
                      .formatted(table, text, bytes))) {
            rows.next();
            if (rows.getLong(1) > 0) {
              found.add(service + "." + table);
            }
          }
        }
      }
    }
    return found;
  }

  private static List<String> tables(Statement sql) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet rows =
        sql.executeQuery(
            "select quote_ident(tablename) from pg_tables where schemaname = 'public'")) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }
}
