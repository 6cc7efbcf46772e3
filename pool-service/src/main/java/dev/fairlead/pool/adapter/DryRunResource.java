package dev.fairlead.pool.adapter;

import dev.fairlead.kit.http.Page;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.http.Request;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.pool.Forecast;
import dev.fairlead.pool.TryRules;
import dev.fairlead.pool.domain.Circulation;
import dev.fairlead.pool.domain.Configuration;
import dev.fairlead.pool.domain.DryRun;
import dev.fairlead.pool.domain.Leaving;
import dev.fairlead.pool.domain.Pool;
import dev.fairlead.pool.domain.PoolSettings;
import dev.fairlead.pool.domain.RecycleRule;
import dev.fairlead.pool.domain.Span;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Changed recycle rules: tried on what runs now, and, when somebody says so, applied to it. */
@Path("/api/pool")
public class DryRunResource {

  private static final int FURTHEST = 90;
  private static final Span USUAL_GRACE = Span.parse("P3D");

  private final TryRules tryRules;
  private final Transactions transactions;
  private final Pools pools;
  private final RuleApplications applications;
  private final Request request;
  private final Clock clock;

  DryRunResource(
      TryRules tryRules,
      Transactions transactions,
      Pools pools,
      RuleApplications applications,
      Request request,
      Clock clock) {
    this.tryRules = tryRules;
    this.transactions = transactions;
    this.pools = pools;
    this.applications = applications;
    this.request = request;
    this.clock = clock;
  }

  /** Tries rules. */
  @POST
  @Path("/dry-run")
  @RolesAllowed({"manager", "admin"})
  @Operation(summary = "What leaves under changed recycle rules, and how that differs from now")
  public Uni<Tried> dryRun(
      @QueryParam("days") @DefaultValue("7") int days,
      @QueryParam("limit") @Nullable Integer limit,
      @Nullable Changes changes) {
    if (changes == null) {
      throw ProblemException.invalid("rules.invalid", "", "the changed rules are needed");
    }
    PoolCheck.require(changes);
    Duration grace = grace(changes.grace(), Span.ZERO);
    int most = limit == null ? Page.MOST : Page.limit(limit);
    return known(changes.target())
        .chain(
            () ->
                tryRules.run(
                    new TryRules.Trial(
                        changes::to,
                        pool -> changes.target() == null || pool.equals(changes.target()),
                        grace,
                        Math.clamp(days, 0, FURTHEST),
                        most)))
        .map(Tried::of);
  }

  /** Applies the rules in force to running clocks. */
  @POST
  @Path("/rules/apply")
  @RolesAllowed("admin")
  @Operation(
      summary =
          "Apply a pool's rules in force (without pool: the house's) to running clocks, after a"
              + " grace; answers 202 with where to see how far it has come")
  public Uni<Response> apply(@Nullable Order order) {
    String pool = order == null ? null : order.pool();
    Duration grace = grace(order == null ? null : order.grace(), USUAL_GRACE);
    Instant now = clock.instant();
    return known(pool)
        .chain(
            () ->
                transactions.run(
                    session ->
                        applications.add(
                            session, pool, now.plus(grace), now, request.caller().id())))
        .map(
            begun ->
                Response.accepted(Progress.of(begun))
                    .header("Location", "/api/pool/rules/applications/" + begun.id())
                    .build());
  }

  /** How far it has come. */
  @GET
  @Path("/rules/applications/{id}")
  @RolesAllowed({"manager", "admin"})
  @Operation(summary = "How far rules have been applied")
  public Uni<Progress> progress(@PathParam("id") UUID id) {
    return transactions
        .run(session -> applications.find(session, id))
        .map(
            found -> {
              if (found == null) {
                throw ProblemException.notFound("rules.unknown", "application " + id);
              }
              return Progress.of(found);
            });
  }

  private Uni<Void> known(@Nullable String pool) {
    return pool == null
        ? Uni.createFrom().voidItem()
        : transactions
            .run(session -> pools.find(session, pool))
            .invoke(
                found -> {
                  if (found == null) {
                    throw ProblemException.notFound("pool.unknown", "pool " + pool);
                  }
                })
            .replaceWithVoid();
  }

  private static Duration grace(@Nullable String text, Span usual) {
    try {
      return (text == null ? usual : Span.parse(text)).exact();
    } catch (DateTimeException e) {
      throw ProblemException.invalid(
          "rules.invalid", "/grace", "is no ISO-8601 duration such as P3D");
    }
  }

  /**
   * Rules to try; those that are left out are as they are.
   *
   * @param pool whose rules change, also as {@code id}; absent to try rules of the house on all
   *     leads
   * @param days how days count: {@code calendar} or {@code working}
   * @param grace before it is over the change would end nothing
   */
  public record Changes(
      @Nullable String pool,
      @Nullable String id,
      @Nullable List<RecycleDocument> recycle,
      @Nullable List<String> warn,
      @Nullable String days,
      @Nullable String grace) {

    @Nullable String target() {
      return pool == null ? id : pool;
    }

    Configuration to(Configuration present) {
      PoolSettings settings = present.settings();
      Optional<Pool> changed = present.pool(target());
      boolean working =
          days == null ? settings.workingDays() : SettingsDocument.WORKING.equals(days);
      List<RecycleRule> rules = RecycleDocument.rules(recycle);
      boolean house = changed.isEmpty() && recycle != null;
      Configuration counted =
          present.with(
              new PoolSettings(
                  settings.globalHoldingCap(),
                  settings.countWon(),
                  changed.isEmpty() && warn != null ? PoolDocument.spans(warn) : settings.warn(),
                  house ? rules : settings.recycle(),
                  working,
                  settings.minimumNotice()));
      return changed.map(pool -> counted.with(of(pool, rules))).orElse(counted);
    }

    private Pool of(Pool present, List<RecycleRule> rules) {
      Circulation circulation = present.circulation();
      return present.with(
          warn == null ? present.warn() : PoolDocument.spans(warn),
          new Circulation(
              recycle == null ? circulation.recycle() : rules,
              circulation.archive(),
              circulation.onTouch()));
    }
  }

  /** What rules would do, in the shape of the forecast, and what is different. */
  public record Tried(List<Leaving> items, List<Forecast.Total> totals, DryRun.Diff diff) {
    static Tried of(DryRun run) {
      return new Tried(
          run.leaving(),
          run.totals().entrySet().stream()
              .flatMap(
                  rep ->
                      rep.getValue().entrySet().stream()
                          .map(r -> new Forecast.Total(rep.getKey(), r.getKey(), r.getValue())))
              .toList(),
          run.diff());
    }
  }

  /** Whose rules to apply, and how long nothing ends because of it (P3D unless said). */
  public record Order(@Nullable String pool, @Nullable String grace) {}

  /** How far rules have been applied. */
  public record Progress(
      UUID id,
      @Nullable String pool,
      Instant notBefore,
      String status,
      long seen,
      long changed,
      @Nullable Instant endedAt) {
    static Progress of(RuleApplications.Application application) {
      return new Progress(
          application.id(),
          application.pool(),
          application.grace(),
          application.endedAt() == null ? "running" : "done",
          application.seen(),
          application.changed(),
          application.endedAt());
    }
  }
}
