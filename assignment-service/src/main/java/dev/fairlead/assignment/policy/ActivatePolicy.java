package dev.fairlead.assignment.policy;

import dev.fairlead.assignment.AssignmentState;
import dev.fairlead.assignment.policy.adapter.Policies;
import dev.fairlead.assignment.policy.adapter.PolicyReader;
import dev.fairlead.assignment.policy.domain.Finding;
import dev.fairlead.assignment.roster.adapter.Rosters;
import dev.fairlead.kit.http.Problem.Violation;
import dev.fairlead.kit.http.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Makes a policy the one that decides; an earlier version may be activated again. */
@ApplicationScoped
public class ActivatePolicy {

  private final Policies policies;
  private final PolicyReader reader;
  private final Rosters rosters;

  ActivatePolicy(Policies policies, PolicyReader reader, Rosters rosters) {
    this.policies = policies;
    this.reader = reader;
    this.rosters = rosters;
  }

  /**
   * Activates; runs in the caller's transaction.
   *
   * @throws ProblemException 404 {@code policy.unknown}; 422 {@code policy.invalid} with the places
   *     of the errors, looked for with the roster of now
   */
  public Uni<Policies.Stored> run(
      Mutiny.Session session, int version, String operator, Instant now) {
    return AssignmentState.take(session)
        .chain(
            state ->
                policies
                    .get(session, version)
                    .chain(
                        stored ->
                            rosters
                                .at(session, state.rosterVersion())
                                .map(
                                    roster ->
                                        reader.read(version, stored.document(), roster).errors())
                                .invoke(ActivatePolicy::refuse)
                                .chain(
                                    () ->
                                        new AssignmentState(state.rosterVersion(), version)
                                            .put(session))
                                .chain(() -> policies.activated(session, version, operator, now))
                                .replaceWith(stored)));
  }

  private static void refuse(List<Finding> errors) {
    if (!errors.isEmpty()) {
      throw ProblemException.invalid(
          "policy.invalid",
          errors.stream().map(error -> new Violation(error.pointer(), error.message())).toList());
    }
  }
}
