package dev.fairlead.pool;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fairlead.kit.http.Caller;
import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.pool.adapter.Histories;
import dev.fairlead.pool.adapter.LeadList;
import dev.fairlead.pool.adapter.Views;
import dev.fairlead.pool.domain.ClaimRefusal;
import dev.fairlead.pool.domain.Rep;
import dev.fairlead.pool.domain.Work;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Shows one pooled lead with its past, contact masked. A member spends one of his views of the day;
 * the same lead on the same day costs nothing more, and who answers for the pool spends none.
 */
@ApplicationScoped
public class OpenPooledLead {

  private static final int TOO_MANY = 429;

  private final Transactions transactions;
  private final PoolDoor door;
  private final LeadList leads;
  private final Histories histories;
  private final Views views;
  private final Clock clock;

  OpenPooledLead(
      Transactions transactions,
      PoolDoor door,
      LeadList leads,
      Histories histories,
      Views views,
      Clock clock) {
    this.transactions = transactions;
    this.door = door;
    this.leads = leads;
    this.histories = histories;
    this.views = views;
    this.clock = clock;
  }

  /** The lead; 404 when the pool does not offer it, 429 when the day's views are used up. */
  public Uni<Opened> open(Caller caller, String poolId, String leadId) {
    return transactions.run(
        session ->
            door.admit(session, caller, poolId)
                .chain(
                    admitted ->
                        leads
                            .one(session, admitted.pool(), leadId)
                            .map(OpenPooledLead::offered)
                            .call(lead -> spend(session, admitted, leadId)))
                .chain(lead -> opened(session, lead)));
  }

  private static LeadList.Listed offered(List<LeadList.Listed> found) {
    if (found.isEmpty()) {
      throw new ProblemException(
          Problem.of(404, ClaimRefusal.GONE.code(), ClaimRefusal.GONE.detail()));
    }
    return found.getFirst();
  }

  private Uni<Void> spend(Mutiny.Session session, PoolDoor.Admitted admitted, String leadId) {
    Rep rep = admitted.member();
    Integer quota = admitted.pool().viewQuota();
    if (rep == null || quota == null) {
      return Uni.createFrom().voidItem();
    }
    Instant now = clock.instant();
    return views
        .spend(session, rep, admitted.pool().id(), leadId, now, quota)
        .invoke(
            allowed -> {
              if (!allowed) {
                throw tooMany(rep, now);
              }
            })
        .replaceWithVoid();
  }

  private static ProblemException tooMany(Rep rep, Instant now) {
    long seconds = Duration.between(now, rep.nextDay(now)).toSeconds() + 1;
    return new ProblemException(
        Problem.of(
            TOO_MANY, "view.quota", "you have opened as many leads of this pool today as you may"),
        Map.of("Retry-After", Long.toString(seconds)));
  }

  private Uni<Opened> opened(Mutiny.Session session, LeadList.Listed lead) {
    return Uni.combine()
        .all()
        .unis(
            histories.returns(session, List.of(lead.leadId())),
            histories.work(session, lead.leadId()))
        .collectFailures()
        .with(
            (returns, work) ->
                new Opened(
                    lead,
                    returns.getOrDefault(lead.leadId(), List.of()).stream()
                        .map(r -> new Returned(r.repId(), r.cause(), r.reason(), r.at()))
                        .toList(),
                    work));
  }

  /**
   * A lead with its past.
   *
   * @param returns who gave it back or lost it, and why
   */
  public record Opened(
      @JsonUnwrapped LeadList.Listed lead, List<Returned> returns, @JsonUnwrapped Work work) {}

  /** A lead left its owner. */
  public record Returned(String repId, String cause, @Nullable String reason, Instant at) {}
}
