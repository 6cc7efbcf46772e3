package dev.fairlead.intake;

import dev.fairlead.intake.adapter.ConnectorHealth;
import dev.fairlead.intake.adapter.Connectors;
import dev.fairlead.intake.adapter.Connectors.Configured;
import dev.fairlead.intake.adapter.Pulls;
import dev.fairlead.intake.captcha.VerifyCaptcha;
import dev.fairlead.intake.domain.Refusal;
import dev.fairlead.intake.domain.Settings;
import dev.fairlead.intake.fetch.FetchLeads;
import dev.fairlead.intake.fetch.FetchSettings;
import dev.fairlead.intake.fetch.PullLeads;
import dev.fairlead.intake.kind.Kinds;
import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Creates, changes and removes connectors. */
@ApplicationScoped
public class ConfigureConnector {

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final int LONGEST_SECRET = 4096;

  private final Transactions transactions;
  private final Connectors connectors;
  private final Kinds kinds;
  private final FetchSettings fetchSettings;
  private final VerifyCaptcha captcha;
  private final ConnectorHealth health;
  private final Pulls pullSchedule;
  private final FetchLeads fetchLeads;
  private final PullLeads pullLeads;

  ConfigureConnector(
      Transactions transactions,
      Connectors connectors,
      Kinds kinds,
      FetchSettings fetchSettings,
      VerifyCaptcha captcha,
      ConnectorHealth health,
      Pulls pullSchedule,
      FetchLeads fetchLeads,
      PullLeads pullLeads) {
    this.transactions = transactions;
    this.connectors = connectors;
    this.kinds = kinds;
    this.fetchSettings = fetchSettings;
    this.captcha = captcha;
    this.health = health;
    this.pullSchedule = pullSchedule;
    this.fetchLeads = fetchLeads;
    this.pullLeads = pullLeads;
  }

  /** What a connector should be; a null secret is taken away, those not named stay. */
  public record Wish(
      @Nullable String name,
      boolean enabled,
      Map<String, @Nullable String> secrets,
      Map<String, Object> settings) {}

  /** On which version a change may act. */
  public record Precondition(@Nullable String ifMatch, @Nullable String ifNoneMatch) {

    private void check(@Nullable Configured now) {
      String tag = now == null ? null : "\"" + now.version() + "\"";
      boolean fits = ifMatch == null || (tag != null && names(ifMatch, tag));
      boolean free = ifNoneMatch == null || tag == null || !names(ifNoneMatch, tag);
      if (!fits || !free) {
        throw new ProblemException(
            Problem.of(412, "connector.changed", "the connector is not in that version"));
      }
    }

    private static boolean names(String header, String tag) {
      return Arrays.stream(header.split(","))
          .map(String::strip)
          .anyMatch(one -> one.equals("*") || one.equals(tag));
    }
  }

  /** Creates or changes one; 422 for what it cannot be. */
  public Uni<Configured> configure(String kind, String key, Wish wish, Precondition precondition) {
    check(kind, key, wish);
    return transactions
        .run(
            session ->
                connectors
                    .lock(session, kind, key)
                    .chain(
                        now -> {
                          precondition.check(now);
                          return connectors.save(session, kind, key, wish, Instant.now());
                        })
                    .call(saved -> askAgain(session, saved)))
        .invoke(
            saved -> {
              connectors.forget(kind, key);
              fetchLeads.wake();
              pullLeads.wake();
            });
  }

  /** What its platform refused before may be allowed now. */
  private Uni<Void> askAgain(Mutiny.Session session, Configured saved) {
    String id = saved.kind() + "/" + saved.key();
    boolean pulls = FetchSettings.pulls(connectors.settings(saved.settings()));
    return session
        .flush()
        .chain(() -> pullSchedule.schedule(session, id, pulls && saved.enabled(), Instant.now()))
        .chain(() -> health.unpause(session, id));
  }

  /** Removes one; 404 without it. */
  public Uni<Void> remove(String kind, String key, Precondition precondition) {
    return transactions
        .run(
            session ->
                connectors
                    .lock(session, kind, key)
                    .onItem()
                    .ifNull()
                    .failWith(ConfigureConnector::unknown)
                    .chain(
                        now -> {
                          precondition.check(now);
                          return connectors.remove(session, kind, key);
                        })
                    .chain(
                        () ->
                            pullSchedule.schedule(session, kind + "/" + key, false, Instant.now())))
        .invoke(removed -> connectors.forget(kind, key));
  }

  static ProblemException unknown() {
    return ProblemException.notFound("connector.unknown", "such connector");
  }

  private void check(String kind, String key, Wish wish) {
    List<Problem.Violation> errors = new ArrayList<>();
    if (kinds.named(kind).isEmpty()) {
      errors.add(new Problem.Violation("/kind", "the kinds are " + kinds.names()));
    }
    if (!KEY.matcher(key).matches()) {
      errors.add(new Problem.Violation("/key", "letters, digits, dot, dash and underscore"));
    }
    wish.secrets()
        .forEach(
            (name, value) -> {
              if (value != null && (value.isEmpty() || value.length() > LONGEST_SECRET)) {
                errors.add(new Problem.Violation("/secrets/" + name, "1 to 4096 characters"));
              }
            });
    connectors
        .check(wish.settings())
        .forEach(place -> errors.add(new Problem.Violation(place.pointer(), place.detail())));
    Settings settings = connectors.settings(wish.settings());
    fetchSettings
        .check(kind, settings)
        .forEach(place -> errors.add(new Problem.Violation(place.pointer(), place.detail())));
    Refusal.Place siteverify = captcha.fault(settings);
    if (siteverify != null) {
      errors.add(new Problem.Violation(siteverify.pointer(), siteverify.detail()));
    }
    if (!errors.isEmpty()) {
      throw ProblemException.invalid("connector.invalid", errors);
    }
  }
}
