package dev.fairlead.assignment.policy;

import dev.fairlead.assignment.AssignmentState;
import dev.fairlead.assignment.policy.adapter.Policies;
import dev.fairlead.assignment.policy.adapter.PolicyReader;
import dev.fairlead.assignment.policy.domain.Finding;
import dev.fairlead.assignment.policy.domain.Policy;
import dev.fairlead.assignment.policy.domain.Rule;
import dev.fairlead.assignment.roster.adapter.Rosters;
import dev.fairlead.assignment.shadow.adapter.ShadowRuns;
import dev.fairlead.kit.http.Problem.Violation;
import dev.fairlead.kit.http.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Makes a policy the one that decides; an earlier version may be activated again. */
@ApplicationScoped
public class ActivatePolicy {

  private final Policies policies;
  private final PolicyReader reader;
  private final Rosters rosters;
  private final ShadowRuns shadows;
  private final int shadowFirst;

  ActivatePolicy(
      Policies policies,
      PolicyReader reader,
      Rosters rosters,
      ShadowRuns shadows,
      @ConfigProperty(name = "fairlead.assignment.best-match.shadow-first") int shadowFirst) {
    this.shadows = shadows;
    this.shadowFirst = shadowFirst;
    this.policies = policies;
    this.reader = reader;
    this.rosters = rosters;
  }

  /**
   * Activates; runs in the caller's transaction.
   *
   * @throws ProblemException 404 {@code policy.unknown}; 422 {@code policy.invalid} with the places
   *     of the errors, looked for with the roster of now; 422 {@code policy.shadow-first}
   */
  public Uni<Policies.Stored> run(
      Mutiny.Session session, int version, String operator, Instant now) {
    return AssignmentState.take(session)
        .chain(
            state ->
                policies
                    .get(session, version)
                    .call(stored -> check(session, state, stored, now))
                    .call(() -> shadows.end(session, version, now))
                    .call(() -> new AssignmentState(state.rosterVersion(), version).put(session))
                    .call(() -> policies.activated(session, version, operator, now)));
  }

  /**
   * Makes the version active that was so before the present one.
   *
   * @throws ProblemException 409 {@code policy.none-before}
   */
  public Uni<Policies.Stored> back(Mutiny.Session session, String operator, Instant now) {
    return AssignmentState.take(session)
        .chain(
            state ->
                state.activePolicy() == null
                    ? Uni.createFrom().<@Nullable Integer>nullItem()
                    : policies.before(session, state.activePolicy()))
        .chain(
            before -> {
              if (before == null) {
                throw ProblemException.conflict(
                    "policy.none-before", "no other policy was active before");
              }
              return run(session, before, operator, now);
            });
  }

  private Uni<Void> check(
      Mutiny.Session session, AssignmentState state, Policies.Stored stored, Instant now) {
    return rosters
        .at(session, state.rosterVersion())
        .chain(roster -> reader.readAside(stored.version(), stored.document(), roster, now))
        .invoke(reading -> refuse(reading.errors()))
        .chain(reading -> shadowed(session, reading.policy()));
  }

  /** What learns by trying is watched before it decides. */
  private Uni<Void> shadowed(Mutiny.Session session, Policy policy) {
    List<Violation> learning = new ArrayList<>();
    for (int i = 0; i < policy.rules().size(); i++) {
      Rule.Assign assign = policy.rules().get(i).assign();
      if (assign != null && assign.strategy() == Rule.Strategy.BEST_MATCH) {
        learning.add(
            new Violation(
                "/rules/" + i + "/assign/strategy",
                "best-match has to decide along on " + shadowFirst + " leads first"));
      }
    }
    if (learning.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return shadows
        .decided(session, policy.version())
        .invoke(
            leads -> {
              if (leads < shadowFirst) {
                throw ProblemException.invalid("policy.shadow-first", learning);
              }
            })
        .replaceWithVoid();
  }

  private static void refuse(List<Finding> errors) {
    if (!errors.isEmpty()) {
      throw ProblemException.invalid(
          "policy.invalid",
          errors.stream().map(error -> new Violation(error.pointer(), error.message())).toList());
    }
  }
}
