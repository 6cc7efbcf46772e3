package dev.fairlead.ownership.report;

import dev.fairlead.kit.http.Caller;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.ownership.Oversight;
import dev.fairlead.ownership.report.adapter.Reports;
import dev.fairlead.ownership.report.domain.Figures;
import dev.fairlead.ownership.report.domain.Question;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a report of what the caller may know: a rep himself, a manager his teams. */
@ApplicationScoped
public class MakeReport {

  private final Transactions transactions;
  private final Oversight oversight;
  private final Reports reports;

  MakeReport(Transactions transactions, Oversight oversight, Reports reports) {
    this.transactions = transactions;
    this.oversight = oversight;
    this.reports = reports;
  }

  /**
   * Makes it.
   *
   * @param question for every team and rep
   * @param team the one team asked for; null for all that the caller may know
   */
  public Uni<List<Figures>> run(Caller caller, Question question, @Nullable String team) {
    return transactions.run(
        session ->
            oversight
                .teams(session, caller)
                .map(teams -> narrowed(caller, question, team, teams))
                .chain(narrowed -> reports.lines(session, narrowed)));
  }

  private static Question narrowed(
      Caller caller, Question q, @Nullable String team, Optional<Set<String>> teams) {
    boolean himself = teams.isPresent() && teams.get().isEmpty();
    if (team != null && teams.isPresent() && !himself && !teams.get().contains(team)) {
      throw ProblemException.forbidden("report.not-yours", "this team is not yours");
    }
    Set<String> asked = team == null ? null : Set.of(team);
    return new Question(
        q.by(),
        q.period(),
        q.from(),
        q.to(),
        q.zone(),
        q.level(),
        asked == null && !himself ? teams.orElse(null) : asked,
        himself ? caller.id() : null,
        q.now());
  }
}
