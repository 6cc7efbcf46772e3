package dev.fairlead.ownership.contact.adapter;

import dev.fairlead.kit.sql.Sql;
import dev.fairlead.kit.sql.Transactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Who asked whether a contact is taken, how often, and what he was told. */
@ApplicationScoped
public class ContactChecks {

  /** The row is the lock: however many replicas count, each check sees those before it. */
  private static final String COUNT =
      """
      insert into contact_check_rate as r (caller, began_at, checks) values ($1, $2, 1)
      on conflict (caller) do update set
        began_at = case when r.began_at <= $3 then excluded.began_at else r.began_at end,
        checks = case when r.began_at <= $3 then 1 else r.checks + 1 end
      returning began_at, checks
      """;

  private final Transactions transactions;
  private final Period kept;

  ContactChecks(
      Transactions transactions,
      @ConfigProperty(name = "fairlead.ownership.contact.kept") Period kept) {
    this.transactions = transactions;
    this.kept = kept;
  }

  /** How often somebody asked since his window began, this time included. */
  public record Asked(Instant beganAt, int checks) {}

  /** A check as it is written down; the contact only as a hash. */
  public record Check(Instant at, String caller, String kind, String hash, String answer) {}

  /** Counts one more check. */
  public Uni<Asked> count(Mutiny.Session session, String caller, Instant now, Duration window) {
    return Sql.on(session)
        .list(
            COUNT,
            row ->
                new Asked(
                    Objects.requireNonNull(Sql.instant(row, "began_at")), row.getInteger("checks")),
            caller,
            Sql.time(now),
            Sql.time(now.minus(window)))
        .map(List::getFirst);
  }

  /** Writes a check down. */
  public Uni<Void> note(Mutiny.Session session, Check check) {
    return Sql.on(session)
        .update(
            "insert into contact_check (at, caller, kind, hash, answer) values ($1, $2, $3, $4,"
                + " $5)",
            Sql.time(check.at()),
            check.caller(),
            check.kind(),
            check.hash(),
            check.answer())
        .replaceWithVoid();
  }

  /** A check with its number, by which lists go on. */
  public record Noted(long id, Check check) {}

  /** Checks below a number, the latest first. */
  public Uni<List<Noted>> list(
      Mutiny.Session session, @Nullable String caller, long below, int limit) {
    return Sql.on(session)
        .list(
            "select id, at, caller, kind, hash, answer from contact_check"
                + " where id < $1 and ($2::text is null or caller = $2) order by id desc limit $3",
            row ->
                new Noted(
                    row.getLong("id"),
                    new Check(
                        Objects.requireNonNull(Sql.instant(row, "at")),
                        row.getString("caller"),
                        row.getString("kind"),
                        row.getString("hash"),
                        row.getString("answer"))),
            below,
            caller,
            limit);
  }

  @Scheduled(every = "12h", delayed = "5m")
  Uni<Void> tidy() {
    Instant before = Instant.now().atOffset(ZoneOffset.UTC).minus(kept).toInstant();
    return transactions.run(
        session ->
            Sql.on(session)
                .update("delete from contact_check where at < $1", Sql.time(before))
                .replaceWithVoid());
  }
}
