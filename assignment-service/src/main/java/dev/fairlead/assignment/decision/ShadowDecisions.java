package dev.fairlead.assignment.decision;

import dev.fairlead.assignment.AssignmentState;
import dev.fairlead.assignment.decision.Settlement.Ruling;
import dev.fairlead.assignment.decision.adapter.Counters;
import dev.fairlead.assignment.decision.adapter.DecisionBody;
import dev.fairlead.assignment.decision.domain.Question;
import dev.fairlead.assignment.shadow.adapter.ShadowRuns;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Has a draft policy decide on the same leads beside the active one, in rotations of its own and
 * without any effect, and keeps what came of both. What goes wrong in it ends the run and nothing
 * else.
 */
@ApplicationScoped
class ShadowDecisions {

  private static final Logger LOG = Logger.getLogger(ShadowDecisions.class);

  private final Sittings sittings;
  private final Counters counters;
  private final ShadowRuns runs;

  ShadowDecisions(Sittings sittings, Counters counters, ShadowRuns runs) {
    this.sittings = sittings;
    this.counters = counters;
    this.runs = runs;
  }

  /** Decides along, when a shadow runs. */
  Uni<Void> decide(
      Mutiny.Session session,
      AssignmentState state,
      List<Question> questions,
      List<Ruling> rulings,
      Instant now) {
    AssignmentState.Shadow shadow = state.shadow();
    Map<String, DecisionBody> live = new HashMap<>();
    rulings.forEach(ruling -> live.put(ruling.decision().leadId(), ruling.decision()));
    List<Question> asked =
        questions.stream().filter(question -> live.containsKey(question.leadId())).toList();
    if (shadow == null || asked.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    String prefix = "shadow/" + shadow.run() + "/";
    return sittings
        .beside(
            session,
            new AssignmentState(state.rosterVersion(), shadow.version()),
            asked,
            prefix,
            now)
        .chain(sitting -> keep(session, shadow, sitting, prefix, asked, live, now));
  }

  private Uni<Void> keep(
      Mutiny.Session session,
      AssignmentState.Shadow shadow,
      Sitting sitting,
      String prefix,
      List<Question> asked,
      Map<String, DecisionBody> live,
      Instant now) {
    List<ShadowRuns.Pair> pairs = new ArrayList<>();
    try {
      for (Question question : asked) {
        DecisionBody real = live.get(question.leadId());
        if (real != null) {
          DecisionBody other = sitting.decide(question);
          pairs.add(new ShadowRuns.Pair(question.leadId(), real.at(), side(real), side(other)));
        }
      }
    } catch (RuntimeException e) {
      LOG.errorf(e, "the shadow of policy %d ends", shadow.version());
      return runs.fail(session, shadow.run(), e.getClass().getSimpleName(), now);
    }
    return counters
        .save(session, sitting.book(), prefix)
        .chain(() -> runs.add(session, shadow.run(), pairs));
  }

  private static ShadowRuns.Side side(DecisionBody decision) {
    String to = decision.repId() == null ? decision.pool() : decision.repId();
    return new ShadowRuns.Side(decision.outcome(), decision.ruleId(), decision.teamId(), to);
  }
}
