package dev.fairlead.assignment.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.assignment.AssignmentState;
import dev.fairlead.assignment.policy.adapter.Policies;
import dev.fairlead.assignment.policy.adapter.PolicyReader;
import dev.fairlead.assignment.policy.domain.Finding;
import dev.fairlead.assignment.roster.adapter.Rosters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Keeps a policy as a new version, with what is wrong with it. A draft may be wrong. */
@ApplicationScoped
public class SubmitPolicy {

  private final Policies policies;
  private final PolicyReader reader;
  private final Rosters rosters;

  SubmitPolicy(Policies policies, PolicyReader reader, Rosters rosters) {
    this.policies = policies;
    this.reader = reader;
    this.rosters = rosters;
  }

  /** Keeps the document; runs in the caller's transaction. */
  public Uni<Policies.Stored> run(
      Mutiny.Session session, JsonNode document, String author, Instant now) {
    return AssignmentState.take(session)
        .chain(state -> rosters.at(session, state.rosterVersion()))
        .chain(
            roster ->
                policies.add(
                    session, document, reader.read(0, document, roster, now), author, now));
  }

  /** What there is to say about a document; keeps nothing. */
  public Uni<List<Finding>> lint(Mutiny.Session session, JsonNode document, Instant now) {
    return AssignmentState.look(session)
        .chain(state -> rosters.at(session, state.rosterVersion()))
        .map(roster -> reader.read(0, document, roster, now).findings());
  }
}
