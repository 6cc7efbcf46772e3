package dev.fairlead.assignment.decision.adapter;

import dev.fairlead.assignment.decision.domain.Custody;
import dev.fairlead.assignment.decision.domain.Decision.Sentence;
import dev.fairlead.kit.http.Page;
import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Leads that wait for somebody, and why. */
@Path("/api/assignment/unassigned")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"manager", "analyst", "admin"})
public class UnassignedResource {

  private final Custodies custodies;
  private final Transactions transactions;
  private final Duration overdueAfter;

  UnassignedResource(
      Custodies custodies,
      Transactions transactions,
      @ConfigProperty(name = "fairlead.assignment.overdue.after") Duration overdueAfter) {
    this.overdueAfter = overdueAfter;
    this.custodies = custodies;
    this.transactions = transactions;
  }

  /**
   * A lead that waits.
   *
   * @param reason the gate that most stands in the way, or {@code no-policy}, {@code no-rule} …
   * @param gates all that stand in the way
   * @param retryAt when it is looked at again, at the latest
   * @param overdue whether it has waited too long
   * @param fix what would help
   */
  public record Item(
      String leadId,
      long epoch,
      String reason,
      Set<String> gates,
      Instant since,
      @Nullable Instant retryAt,
      @Nullable String decisionId,
      boolean overdue,
      Sentence fix) {}

  @GET
  @Operation(
      summary = "Leads that wait for somebody, the oldest first; overdue=true for those late")
  public Uni<Page<Item>> list(
      @QueryParam("overdue") boolean onlyOverdue,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    int size = Page.limit(limit);
    String[] place = place(Page.decode(cursor));
    Instant since = place.length == 0 ? null : instant(place[0]);
    String after = place.length == 0 ? "" : place[1];
    Instant late = Instant.now().minus(overdueAfter);
    return transactions
        .run(
            session ->
                custodies.waiting(session, since, after, onlyOverdue ? late : null, size + 1))
        .map(found -> found.stream().map(custody -> item(custody, late)).toList())
        .map(items -> Page.of(items, size, item -> item.since() + " " + item.leadId()));
  }

  private static String[] place(@Nullable String key) {
    if (key == null) {
      return new String[0];
    }
    List<String> parts = List.of(key.split(" ", 2));
    if (parts.size() != 2) {
      throw notOurs();
    }
    return parts.toArray(String[]::new);
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw notOurs();
    }
  }

  private static ProblemException notOurs() {
    return new ProblemException(Problem.of(400, "request.cursor", "the cursor is not one of ours"));
  }

  private static Item item(Custody custody, Instant late) {
    Custody.Waiting waiting = Objects.requireNonNull(custody.waiting());
    return new Item(
        custody.leadId(),
        custody.epoch(),
        waiting.reason(),
        waiting.gates(),
        waiting.since(),
        waiting.retryAt(),
        custody.decisionId(),
        !waiting.since().isAfter(late),
        fix(waiting.reason()));
  }

  private static Sentence fix(String reason) {
    return switch (reason) {
      case "no-policy" -> new Sentence("启用一个策略", "activate a policy");
      case "no-rule" -> new Sentence("为此类线索增加规则", "add a rule for such leads");
      case "off-duty" ->
          new Sentence("等待上班，或放宽可用时间", "somebody comes on duty, or a wider availability");
      case "over-capacity" ->
          new Sentence("有人结单，或提高容量", "somebody closes a lead, or more capacity");
      case "rate-cap" -> new Sentence("等待下一周期，或提高上限", "the next window, or a higher cap");
      case "inactive", "opted-out" -> new Sentence("有人恢复接单", "somebody is back");
      case "offered-before" -> new Sentence("团队增加成员，或手动分配", "another member, or assign by hand");
      case "not-eligible", "no-candidates" ->
          new Sentence("增加符合条件的成员", "a member who fits the rule");
      default -> new Sentence("手动分配", "assign by hand");
    };
  }
}
