package dev.fairlead.pool;

import static dev.fairlead.pool.Scene.newId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.events.PoolEvent;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(FairleadPlatform.class)
class PoolAdminIT {

  private final String pool = newId("pool");
  private final String boss = newId("boss");
  private final String rep = newId("rep");
  private final String base = "/api/pool/pools/" + pool;

  @Test
  void aBatchIsGivenPerItemUpToWhatTheReceiverMayHold() {
    Scene.knownReps("a", rep, boss);
    Scene.pool(
        pool, "{\"name\": \"P\", \"admins\": [\"" + boss + "\"], \"claim\": {\"holdingCap\": 2}}");
    List<String> leads = Scene.pooledLeads(pool, 3);

    Response given =
        Scene.post(
            boss,
            "rep",
            base + "/assignments",
            Map.of(
                "leadIds",
                List.of(leads.get(0), "no-such-lead", leads.get(1), leads.get(2)),
                "repId",
                rep,
                "reason",
                "campaign"));

    assertThat(given.<List<Integer>>path("items.status")).containsExactly(200, 409, 200, 409);
    assertThat(given.<String>path("items[1].problem.code")).isEqualTo("claim.gone");
    assertThat(given.<String>path("items[3].problem.code")).isEqualTo("claim.pool-cap");
    assertThat(TestEvents.logged(leads.get(0), PoolEvent.Claimed.class))
        .singleElement()
        .satisfies(
            e -> {
              assertThat(e.operator()).isEqualTo(boss);
              assertThat(e.cause()).isEqualTo("admin");
            });
    assertThat(
            TestEvents.count(
                "select count(*) from claim where rep_id = ? and operator = ? and reason ="
                    + " 'campaign'",
                rep,
                boss))
        .isEqualTo(2);
  }

  @Test
  void aBatchIsMovedPerItemAndEveryMoveNamesItsOperator() {
    Scene.knownReps("a", rep, boss);
    String other = newId("other");
    Scene.pool(pool, "{\"name\": \"P\", \"admins\": [\"" + boss + "\"]}");
    Scene.pool(other, "{\"name\": \"Q\"}");
    List<String> leads = Scene.pooledLeads(pool, 2);

    Response moved =
        Scene.post(
            boss,
            "rep",
            base + "/moves",
            Map.of("leadIds", List.of(leads.get(0), "no-such-lead", leads.get(1)), "pool", other));
    Response byMember =
        Scene.post(rep, "rep", base + "/moves", Map.of("leadIds", leads, "pool", other));

    assertThat(moved.<List<Integer>>path("items.status")).containsExactly(200, 409, 200);
    assertThat(TestEvents.logged(leads.get(1), PoolEvent.Moved.class))
        .containsExactly(new PoolEvent.Moved(leads.get(1), pool, other, boss));
    assertThat(byMember.<String>path("code")).isEqualTo("pool.not-admin");
  }

  /** A lead in several pools: the table cannot hold it twice, whatever way it goes. */
  @Test
  void aLeadIsNeverInSeveralPools() {
    String other = newId("other");
    Scene.pool(pool, "{\"name\": \"P\"}");
    Scene.pool(other, "{\"name\": \"Q\"}");
    String lead = Scene.pooledLead(pool);

    Scene.post("admin", "admin", base + "/leads/" + lead + "/move", Map.of("pool", other));
    TestEvents.send(Scene.toPool(lead, 2, pool));
    Scene.awaitPooled(lead, 2);

    assertThat(TestEvents.count("select count(*) from pooled_lead where lead_id = ?", lead))
        .isEqualTo(1);
    assertThat(
            TestEvents.count(
                "select count(*) from pooled_lead where lead_id = ? and pool_id = ?", lead, pool))
        .isEqualTo(1);
  }
}
