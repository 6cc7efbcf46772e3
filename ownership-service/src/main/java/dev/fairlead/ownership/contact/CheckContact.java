package dev.fairlead.ownership.contact;

import dev.fairlead.kit.ServiceName;
import dev.fairlead.kit.http.Caller;
import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.ownership.LedgerClock;
import dev.fairlead.ownership.contact.adapter.ContactChecks;
import dev.fairlead.ownership.contact.adapter.IdentityHashes;
import dev.fairlead.ownership.contact.adapter.IdentityKeys;
import dev.fairlead.ownership.contact.domain.Identity;
import dev.fairlead.ownership.contact.domain.MaskedName;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Answers whether a contact is taken, so often and no more, and writes down who was told what. */
@ApplicationScoped
public class CheckContact {

  private final Transactions transactions;
  private final IdentityKeys keys;
  private final IdentityHashes hashes;
  private final ContactChecks checks;
  private final LedgerClock clock;
  private final int limit;
  private final Duration window;
  private final MeterRegistry registry;
  private final String metric;

  CheckContact(
      Transactions transactions,
      IdentityKeys keys,
      IdentityHashes hashes,
      ContactChecks checks,
      LedgerClock clock,
      @ConfigProperty(name = "fairlead.ownership.contact.limit") int limit,
      @ConfigProperty(name = "fairlead.ownership.contact.window") Duration window,
      MeterRegistry registry,
      ServiceName service) {
    this.transactions = transactions;
    this.keys = keys;
    this.hashes = hashes;
    this.checks = checks;
    this.clock = clock;
    this.limit = limit;
    this.window = window;
    this.registry = registry;
    this.metric = service.metric("contact.checks");
  }

  /**
   * All that is told.
   *
   * @param status {@code free}, {@code pooled} or {@code taken}
   * @param owner masked name; absent while nobody owns it or the roster does not know him
   */
  public record Answer(String status, @Nullable String owner) {}

  /**
   * Answers.
   *
   * @throws ProblemException 429 {@code contacts.rate-limit} when the caller asked too often, 503
   *     {@code contacts.no-key} while identities cannot be hashed
   */
  public Uni<Answer> ask(Caller caller, Identity identity) {
    if (!keys.areThere()) {
      throw ProblemException.later("contacts.no-key", "FAIRLEAD_IDENTITY_KEY is not set", 60);
    }
    List<String> hashed = keys.hashes(identity);
    Instant now = clock.now();
    return transactions
        .run(
            session ->
                count(session, caller, now)
                    .chain(() -> hashes.holder(session, identity.kind(), hashed))
                    .map(CheckContact::answer)
                    .call(
                        answer ->
                            checks.note(
                                session,
                                new ContactChecks.Check(
                                    now,
                                    caller.id(),
                                    identity.kind().text(),
                                    hashed.getFirst(),
                                    answer.status()))))
        .invoke(answer -> registry.counter(metric, "answer", answer.status()).increment());
  }

  private Uni<Void> count(Mutiny.Session session, Caller caller, Instant now) {
    return checks
        .count(session, caller.id(), now, window)
        .invoke(
            asked -> {
              if (asked.checks() > limit) {
                long wait = Duration.between(now, asked.beganAt().plus(window)).toSeconds() + 1;
                throw new ProblemException(
                    Problem.of(
                        429, "contacts.rate-limit", "at most " + limit + " checks in " + window),
                    Map.of("Retry-After", Long.toString(wait)));
              }
            })
        .replaceWithVoid();
  }

  private static Answer answer(IdentityHashes.@Nullable Holder holder) {
    if (holder == null) {
      return new Answer("free", null);
    }
    if ("pooled".equals(holder.state())) {
      return new Answer("pooled", null);
    }
    String name = holder.ownerName();
    return new Answer("taken", name == null ? null : MaskedName.of(name));
  }
}
