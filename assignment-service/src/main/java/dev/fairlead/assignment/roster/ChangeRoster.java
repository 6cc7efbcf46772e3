package dev.fairlead.assignment.roster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.assignment.AssignmentState;
import dev.fairlead.assignment.roster.adapter.RosterEntries;
import dev.fairlead.assignment.roster.adapter.RosterEntries.Entry;
import dev.fairlead.events.EventJson;
import dev.fairlead.events.RosterEvent;
import dev.fairlead.kit.event.EventLog;
import dev.fairlead.kit.event.Fact;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.sql.Transactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Changes one entity of the roster and publishes its full state, in one transaction. Changes are
 * made one after the other, so that a version of the roster names one state of all of it.
 */
@ApplicationScoped
public class ChangeRoster {

  private final Transactions transactions;
  private final RosterEntries entries;
  private final EventLog log;

  ChangeRoster(Transactions transactions, RosterEntries entries, EventLog log) {
    this.transactions = transactions;
    this.entries = entries;
    this.log = log;
  }

  /** What a change makes of an entity. */
  @FunctionalInterface
  public interface Change {
    /**
     * The new state.
     *
     * @param current the present one; null when there is none
     */
    Outcome apply(@Nullable ObjectNode current);
  }

  /**
   * A new state of an entity.
   *
   * @param event what is published
   * @param own fields that are kept beside it and not published, as they concern assignment only
   */
  public record Outcome(RosterEvent event, ObjectNode own) {
    /** A state that is all published. */
    public static Outcome of(RosterEvent event) {
      return new Outcome(event, EventJson.mapper().createObjectNode());
    }
  }

  /**
   * A change of one of several entities.
   *
   * @param kind {@code team}, {@code rep}, {@code region} or {@code calendar}
   */
  public record Step(String kind, String id, Change change) {}

  /** What a change led to. */
  public record Changed(Entry entry, boolean created) {}

  /**
   * Changes an entity.
   *
   * @param kind {@code team}, {@code rep}, {@code region} or {@code calendar}
   * @param expected the version it must have; null for any
   * @throws ProblemException 409 {@code roster.id-taken} when the id is another kind's, 412 {@code
   *     roster.changed} when it has another version
   */
  public Uni<Changed> run(
      String kind, String id, @Nullable String expected, Flow flow, Instant now, Change change) {
    return transactions.run(
        session ->
            AssignmentState.take(session)
                .chain(
                    state ->
                        change(session, state, new Step(kind, id, change), expected, flow, now)));
  }

  /** Changes several entities, all or none; runs in the caller's transaction. */
  public Uni<List<Changed>> all(Mutiny.Session session, List<Step> steps, Flow flow, Instant now) {
    return Multi.createFrom()
        .iterable(steps)
        .onItem()
        .transformToUniAndConcatenate(
            step ->
                AssignmentState.take(session)
                    .chain(state -> change(session, state, step, null, flow, now)))
        .collect()
        .asList();
  }

  private Uni<Changed> change(
      Mutiny.Session session,
      AssignmentState state,
      Step step,
      @Nullable String expected,
      Flow flow,
      Instant now) {
    return entries
        .find(session, step.id())
        .chain(
            found -> {
              check(found, step.kind(), step.id(), expected);
              Entry live = found == null || found.deleted() ? null : found;
              Entry next = next(state, step.kind(), step.id(), step.change(), live);
              return put(session, state, next, flow, now)
                  .replaceWith(() -> new Changed(next, live == null));
            });
  }

  private static Entry next(
      AssignmentState state, String kind, String id, Change change, @Nullable Entry live) {
    Outcome outcome = change.apply(live == null ? null : live.document());
    ObjectNode document = EventJson.mapper().valueToTree(outcome.event());
    document.setAll(outcome.own());
    return new Entry(id, kind, state.rosterVersion() + 1, outcome.event().deleted(), document);
  }

  private Uni<Void> put(
      Mutiny.Session session, AssignmentState state, Entry entry, Flow flow, Instant now) {
    return entries
        .put(session, entry)
        .chain(() -> new AssignmentState(entry.version(), state.activePolicy()).put(session))
        .chain(() -> log.append(session, List.of(Fact.of(event(entry), flow, now))));
  }

  private static RosterEvent event(Entry entry) {
    Class<? extends RosterEvent> type =
        switch (entry.kind()) {
          case "team" -> RosterEvent.Team.class;
          case "rep" -> RosterEvent.Rep.class;
          case "region" -> RosterEvent.Region.class;
          default -> RosterEvent.Calendar.class;
        };
    return EventJson.mapper().convertValue(entry.document(), type);
  }

  private static void check(
      @Nullable Entry found, String kind, String id, @Nullable String expected) {
    if (found != null && !found.kind().equals(kind)) {
      throw ProblemException.conflict(
          "roster.id-taken", "'" + id + "' is the id of a " + found.kind());
    }
    if (expected == null) {
      return;
    }
    String actual = found == null || found.deleted() ? null : Long.toString(found.version());
    boolean fits = actual != null && (expected.equals("*") || expected.equals(actual));
    if (!fits) {
      throw new ProblemException(
          Problem.of(412, "roster.changed", "it has changed since it was read"));
    }
  }
}
