package dev.fairlead.ownership;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import dev.fairlead.events.AssignmentEvent;
import dev.fairlead.events.Contact;
import dev.fairlead.events.LeadEvent;
import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.events.PoolEvent;
import dev.fairlead.events.RosterEvent;
import dev.fairlead.events.Terms;
import dev.fairlead.kit.testing.TestEvents;
import dev.fairlead.kit.testing.TestTokens;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A team with two reps and a manager whom no other test knows, and what may happen to leads. */
public final class TeamScene {

  public static final Duration PATIENCE = Duration.ofSeconds(30);
  public static final Terms TERMS = new Terms("P10D", "P3D", "P20D", "PT30M", Terms.CALENDAR);

  private final String tag = UUID.randomUUID().toString().substring(0, 8);
  public final String team = "team-" + tag;
  public final String boss = "boss-" + tag;
  public final String one = "one-" + tag;
  public final String other = "other-" + tag;

  /** Makes the ledger know the team. */
  public TeamScene() {
    TestEvents.send(rep(one, "张伟", team));
    TestEvents.send(rep(other, "Zhang Wei", team));
    TestEvents.send(new RosterEvent.Team(team, "华东一组", null, null, List.of(boss), false));
    await("roster")
        .atMost(PATIENCE)
        .until(
            () ->
                TestEvents.count("select count(*) from rep where ? = any(teams)", team) == 2
                    && TestEvents.count("select count(*) from team where id = ?", team) == 1);
  }

  /** Makes the ledger know one rep more, of a team of his own. */
  public String stranger() {
    String id = "stranger-" + UUID.randomUUID().toString().substring(0, 8);
    TestEvents.send(rep(id, "陌生人", "team-of-" + id));
    await("stranger")
        .atMost(PATIENCE)
        .until(() -> TestEvents.count("select count(*) from rep where id = ?", id) == 1);
    return id;
  }

  /** A lead that is owned from now on. */
  public String owned(String rep) {
    return owned(rep, TERMS);
  }

  /** A lead that is owned from now on, on these terms. */
  public String owned(String rep, Terms terms) {
    String lead = UUID.randomUUID().toString();
    assign(lead, rep, 0, terms);
    return lead;
  }

  /** Gives a new lead to a rep. */
  public void assign(String lead, String rep, long epoch) {
    assign(lead, rep, epoch, TERMS);
  }

  private void assign(String lead, String rep, long epoch, Terms terms) {
    TestEvents.send(
        new AssignmentEvent.Assigned(
            lead, epoch, rep, team, UUID.randomUUID().toString(), 1, "rule", "assigned", terms));
    logged(lead, OwnershipEvent.Granted.class, 1);
  }

  /** A rep claims a pooled lead. */
  public void claim(String lead, String rep, long epoch) {
    int before = TestEvents.logged(lead, OwnershipEvent.Granted.class).size();
    TestEvents.send(
        new PoolEvent.Claimed(lead, epoch, "public", rep, "claimed", null, TERMS, null, null));
    logged(lead, OwnershipEvent.Granted.class, before + 1);
  }

  /** Somebody asks for a lead. */
  public LeadEvent.Received received(
      String lead, String phone, String source, @Nullable String product, boolean test) {
    LeadEvent.Received received =
        new LeadEvent.Received(
            lead,
            source,
            "form/web",
            null,
            new Contact(null, null, null, null, phone, phone, null, null, null),
            "苏州恒锐有限公司",
            null,
            List.of("华东区", "江苏省"),
            null,
            null,
            null,
            null,
            null,
            null,
            product,
            null,
            null,
            LeadEvent.Attribution.NONE,
            List.of(),
            List.of(),
            Instant.now(),
            null,
            false,
            test);
    TestEvents.send(received);
    await("received")
        .atMost(PATIENCE)
        .until(
            () ->
                TestEvents.count("select count(*) from lead_dimension where lead_id = ?", lead)
                    == 1);
    return received;
  }

  /** The first so many facts of a kind about a lead. */
  public static <T extends OwnershipEvent> List<T> logged(String key, Class<T> event, int count) {
    return await(event.getSimpleName())
        .atMost(PATIENCE)
        .until(() -> TestEvents.logged(key, event), found -> found.size() >= count);
  }

  /** A command on a lead. */
  public ValidatableResponse command(String lead, String user, String name, Map<String, ?> body) {
    return post(user, "/api/ownership/leads/" + lead + "/" + name, body, "rep");
  }

  /** A request with a body. */
  public static ValidatableResponse post(
      String user, String path, Map<String, ?> body, String... roles) {
    return as(user, roles).contentType("application/json").body(body).post(path).then();
  }

  /** A request by somebody. */
  public static RequestSpecification as(String user, String... roles) {
    return given().auth().oauth2(TestTokens.of(user, roles)).when();
  }

  private static RosterEvent.Rep rep(String id, String name, String team) {
    return new RosterEvent.Rep(
        id,
        name,
        List.of(team),
        List.of(),
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        List.of(),
        null,
        1,
        "Asia/Shanghai",
        Map.of(),
        null,
        "active",
        null,
        null,
        null,
        false);
  }
}
