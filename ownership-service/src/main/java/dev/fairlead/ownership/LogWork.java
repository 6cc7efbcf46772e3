package dev.fairlead.ownership;

import dev.fairlead.kit.command.Commands;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.http.Caller;
import dev.fairlead.ownership.CommandLead.Order;
import dev.fairlead.ownership.adapter.Activity;
import dev.fairlead.ownership.adapter.Checks;
import dev.fairlead.ownership.adapter.Settings;
import dev.fairlead.ownership.domain.LedgerCommand;
import dev.fairlead.ownership.domain.LedgerSettings;
import dev.fairlead.ownership.domain.LedgerSettings.ActivityKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Logs work on a lead (跟进), if its kind and outcome are among those that were set. */
@ApplicationScoped
public class LogWork {

  private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);
  private static final int MOST_REFERENCES = 20;
  private static final int LONGEST_NAME = 200;

  private final Settings settings;
  private final CommandLead commandLead;
  private final LedgerClock clock;

  LogWork(Settings settings, CommandLead commandLead, LedgerClock clock) {
    this.settings = settings;
    this.commandLead = commandLead;
    this.clock = clock;
  }

  /**
   * Work as it was told.
   *
   * @param at when it was done; null for now
   */
  public record Told(
      @Nullable String kind,
      @Nullable String outcome,
      @Nullable String note,
      @Nullable Instant at,
      @Nullable List<Activity.Reference> evidence,
      @Nullable Long epoch) {}

  /** Logs it in the transaction of the session. */
  public Uni<Commands.Answer> run(
      Mutiny.Session session, Caller caller, Flow flow, String leadId, Told told) {
    return settings
        .inForce(session)
        .chain(now -> commandLead.run(session, order(caller, flow, leadId, told, now.settings())));
  }

  private Order order(Caller caller, Flow flow, String leadId, Told told, LedgerSettings settings) {
    Instant at = told.at() == null ? clock.now() : told.at().truncatedTo(ChronoUnit.MILLIS);
    List<Activity.Reference> evidence = told.evidence() == null ? List.of() : told.evidence();
    Checks checks = new Checks();
    String kind = checks.oneOf("/kind", told.kind(), settings.kinds());
    ActivityKind known = settings.activityKinds().get(kind);
    checks.that(
        known == null || known.allows(told.outcome()),
        "/outcome",
        "one of " + String.join(", ", known == null ? List.of() : known.outcomes()));
    checks.that(isName(told.outcome()), "/outcome", "at most " + LONGEST_NAME + " characters");
    checks.words("/note", told.note());
    checks.that(
        !at.isAfter(clock.now().plus(CLOCK_SKEW)), "/at", "an activity cannot lie in the future");
    checks.that(
        evidence.size() <= MOST_REFERENCES && evidence.stream().allMatch(LogWork::isReference),
        "/evidence",
        "at most " + MOST_REFERENCES + " references with kind and ref");
    checks.done();
    boolean qualifying = Objects.requireNonNull(known).qualifying();
    return new Order(
        caller,
        flow,
        leadId,
        told.epoch(),
        null,
        told.note(),
        evidence,
        new LedgerCommand.LogActivity(caller.id(), kind, told.outcome(), qualifying, at));
  }

  private static boolean isReference(Activity.@Nullable Reference reference) {
    return reference != null
        && reference.kind() != null
        && reference.ref() != null
        && isName(reference.kind())
        && isName(reference.ref());
  }

  private static boolean isName(@Nullable String text) {
    return text == null || (text.length() <= LONGEST_NAME && text.indexOf('\0') < 0);
  }
}
