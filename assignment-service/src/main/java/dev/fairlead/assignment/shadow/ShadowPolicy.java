package dev.fairlead.assignment.shadow;

import dev.fairlead.assignment.AssignmentState;
import dev.fairlead.assignment.policy.adapter.Policies;
import dev.fairlead.assignment.policy.adapter.PolicyReader;
import dev.fairlead.assignment.roster.adapter.Rosters;
import dev.fairlead.assignment.shadow.adapter.ShadowRuns;
import dev.fairlead.kit.http.Problem.Violation;
import dev.fairlead.kit.http.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;

/** Has a policy decide along on live traffic from now on, in place of any other that does. */
@ApplicationScoped
public class ShadowPolicy {

  private final Policies policies;
  private final PolicyReader reader;
  private final Rosters rosters;
  private final ShadowRuns runs;

  ShadowPolicy(Policies policies, PolicyReader reader, Rosters rosters, ShadowRuns runs) {
    this.policies = policies;
    this.reader = reader;
    this.rosters = rosters;
    this.runs = runs;
  }

  /**
   * Begins; runs in the caller's transaction and answers the number of the run.
   *
   * @throws ProblemException 404 {@code policy.unknown}; 409 {@code policy.active}; 422 {@code
   *     policy.invalid}
   */
  public Uni<Long> run(Mutiny.Session session, int version, String operator, Instant now) {
    return AssignmentState.take(session)
        .invoke(state -> refuseActive(state, version))
        .chain(
            state ->
                policies
                    .get(session, version)
                    .chain(
                        stored ->
                            rosters
                                .at(session, state.rosterVersion())
                                .chain(
                                    roster ->
                                        reader.readAside(version, stored.document(), roster, now))))
        .invoke(ShadowPolicy::refuseInvalid)
        .chain(() -> runs.begin(session, version, operator, now));
  }

  private static void refuseActive(AssignmentState state, int version) {
    if (state.activePolicy() != null && state.activePolicy() == version) {
      throw ProblemException.conflict("policy.active", "it is the one that decides");
    }
  }

  private static void refuseInvalid(PolicyReader.Reading reading) {
    if (!reading.errors().isEmpty()) {
      throw ProblemException.invalid(
          "policy.invalid",
          reading.errors().stream()
              .map(error -> new Violation(error.pointer(), error.message()))
              .toList());
    }
  }
}
