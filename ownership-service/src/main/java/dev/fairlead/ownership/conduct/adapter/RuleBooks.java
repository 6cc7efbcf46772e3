package dev.fairlead.ownership.conduct.adapter;

import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.sql.Sql;
import dev.fairlead.ownership.conduct.domain.RuleBook;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The rules of conduct, every version of them. */
@ApplicationScoped
public class RuleBooks {

  /** The rules that hold. */
  public Uni<RuleBook> current(Mutiny.Session session) {
    return Sql.on(session)
        .first(
            "select version, doc from conduct_rules order by version desc limit 1",
            row -> RulesDocument.read(row.getString("doc")).book(row.getInteger("version")))
        .map(found -> found == null ? RuleBook.standard() : found);
  }

  /**
   * Makes rules the ones that hold.
   *
   * @param seen the version the author has seen; null to replace whatever holds
   * @throws ProblemException 412 when somebody else was faster
   */
  public Uni<RuleBook> replace(
      Mutiny.Session session,
      RulesDocument document,
      @Nullable Integer seen,
      String author,
      Instant now) {
    return Sql.on(session)
        .run("select pg_advisory_xact_lock(hashtextextended('conduct rules', 0))")
        .chain(() -> current(session))
        .chain(
            book -> {
              if (seen != null && seen != book.version()) {
                throw new ProblemException(
                    Problem.of(412, "conduct.changed", "the rules are not those you saw"));
              }
              int version = book.version() + 1;
              return Sql.on(session)
                  .update(
                      "insert into conduct_rules (version, doc, created_by, created_at)"
                          + " values ($1, $2, $3, $4)",
                      version,
                      document.write(),
                      author,
                      Sql.time(now))
                  .replaceWith(document.book(version));
            });
  }
}
