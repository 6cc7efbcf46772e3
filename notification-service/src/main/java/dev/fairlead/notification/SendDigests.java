package dev.fairlead.notification;

import dev.fairlead.kit.sql.Sql;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.notification.adapter.Bell;
import dev.fairlead.notification.adapter.Digests;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Puts the notices that are due into one mail for each person. Notices are locked while that
 * happens and marked in the same transaction, so that none is in two mails.
 */
@ApplicationScoped
public class SendDigests {

  private static final int MOST = 2_000;

  private final Transactions transactions;
  private final Digests digests;

  SendDigests(Transactions transactions, Digests digests) {
    this.transactions = transactions;
    this.digests = digests;
  }

  /** Closes what is due at that moment. */
  public Uni<Void> send(Instant now) {
    return transactions.run(
        session ->
            digests
                .lockDue(session, now, MOST)
                .chain(
                    due -> due.isEmpty() ? Uni.createFrom().voidItem() : close(session, due, now)));
  }

  private Uni<Void> close(Mutiny.Session session, List<Digests.Waiting> due, Instant now) {
    Map<String, List<UUID>> byPerson = new TreeMap<>();
    due.forEach(
        w -> byPerson.computeIfAbsent(w.person(), p -> new ArrayList<>()).add(w.noticeId()));
    List<Uni<Void>> mails =
        byPerson.entrySet().stream()
            .map(e -> digests.close(session, e.getKey(), e.getValue(), now))
            .toList();
    return Sql.together(mails).chain(() -> Bell.ring(session));
  }
}
