package dev.fairlead.assignment.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.assignment.AssignmentState;
import dev.fairlead.assignment.policy.adapter.Policies;
import dev.fairlead.assignment.policy.adapter.PolicyReader;
import dev.fairlead.assignment.roster.adapter.Rosters;
import dev.fairlead.assignment.simulation.adapter.Simulations;
import dev.fairlead.kit.http.Problem.Violation;
import dev.fairlead.kit.http.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Asks for a simulation of a policy over the recorded stream. */
@ApplicationScoped
public class StartSimulation {

  private final Policies policies;
  private final PolicyReader reader;
  private final Rosters rosters;
  private final Simulations simulations;

  StartSimulation(
      Policies policies, PolicyReader reader, Rosters rosters, Simulations simulations) {
    this.policies = policies;
    this.reader = reader;
    this.rosters = rosters;
    this.simulations = simulations;
  }

  private record Chosen(JsonNode document, @Nullable Integer version) {}

  /**
   * Asks; runs in the caller's transaction and answers the simulation's id.
   *
   * @param policy a document, a version, or null for the active policy
   * @throws ProblemException 404 {@code policy.unknown}; 422 {@code policy.invalid} or {@code
   *     simulation.invalid}
   */
  public Uni<UUID> run(
      Mutiny.Session session,
      @Nullable JsonNode policy,
      Instant from,
      Instant to,
      String author,
      Instant now) {
    if (!from.isBefore(to)) {
      throw ProblemException.invalid("simulation.invalid", "/to", "must be after from");
    }
    return AssignmentState.look(session)
        .chain(
            state ->
                chosen(session, policy, state)
                    .call(
                        chosen ->
                            rosters
                                .at(session, state.rosterVersion())
                                .chain(
                                    roster -> reader.readAside(0, chosen.document(), roster, now))
                                .invoke(StartSimulation::refuse)))
        .chain(
            chosen ->
                simulations.add(
                    session,
                    new Simulations.Request(chosen.document(), chosen.version(), from, to),
                    author,
                    now));
  }

  private Uni<Chosen> chosen(
      Mutiny.Session session, @Nullable JsonNode policy, AssignmentState state) {
    if (policy != null && policy.isObject()) {
      return Uni.createFrom().item(new Chosen(policy, null));
    }
    Integer version = policy == null || policy.isNull() ? state.activePolicy() : number(policy);
    if (version == null) {
      throw ProblemException.invalid(
          "simulation.invalid", "/policy", "must be a policy or the number of a version");
    }
    return policies.get(session, version).map(stored -> new Chosen(stored.document(), version));
  }

  private static @Nullable Integer number(JsonNode policy) {
    boolean number = policy.isInt() || policy.asText().matches("\\d{1,9}");
    return number ? (Integer) Integer.parseInt(policy.asText()) : null;
  }

  private static void refuse(PolicyReader.Reading reading) {
    if (!reading.errors().isEmpty()) {
      throw ProblemException.invalid(
          "policy.invalid",
          reading.errors().stream()
              .map(error -> new Violation("/policy" + error.pointer(), error.message()))
              .toList());
    }
  }
}
