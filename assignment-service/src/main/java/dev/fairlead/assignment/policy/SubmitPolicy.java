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
    // read first: decisions wait for whoever has taken the state
    return read(session, document, now)
        .call(() -> AssignmentState.take(session))
        .chain(reading -> policies.add(session, document, reading, author, now));
  }

  /** What there is to say about a document; keeps nothing. */
  public Uni<List<Finding>> lint(Mutiny.Session session, JsonNode document, Instant now) {
    return read(session, document, now).map(PolicyReader.Reading::findings);
  }

  private Uni<PolicyReader.Reading> read(Mutiny.Session session, JsonNode document, Instant now) {
    return AssignmentState.look(session)
        .chain(state -> rosters.at(session, state.rosterVersion()))
        .chain(roster -> reader.readAside(0, document, roster, now));
  }
}
