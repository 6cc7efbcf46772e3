package dev.fairlead.intake.adapter;

import dev.fairlead.intake.domain.Settings;
import dev.fairlead.kit.sql.Sql;
import dev.fairlead.kit.sql.Transactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Forgets contents whose window is over for every connector; senders' own ids stay known. */
@ApplicationScoped
class DedupeKeeping {

  private final Transactions transactions;

  DedupeKeeping(Transactions transactions) {
    this.transactions = transactions;
  }

  @Scheduled(every = "1h", delayed = "2m")
  Uni<Void> forget() {
    Instant before = Instant.now().minus(Settings.LONGEST_WINDOW);
    return transactions.run(
        session ->
            Sql.on(session)
                .update("delete from dedupe_key where content and seen_at < $1", Sql.time(before))
                .replaceWithVoid());
  }
}
