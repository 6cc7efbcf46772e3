package dev.fairlead.ownership;

import dev.fairlead.kit.command.Commands;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.ownership.CommandLead.Order;
import dev.fairlead.ownership.adapter.Settings;
import dev.fairlead.ownership.domain.OwnerCalendar;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Notes an appointment. It exempts from recycling until then, so it lies ahead, and not so far that
 * it would be a lock without a number.
 */
@ApplicationScoped
public class Agree {

  private final Settings settings;
  private final CommandLead commandLead;
  private final LedgerClock clock;

  Agree(Settings settings, CommandLead commandLead, LedgerClock clock) {
    this.settings = settings;
    this.commandLead = commandLead;
    this.clock = clock;
  }

  /** Runs it in the transaction of the session. */
  public Uni<Commands.Answer> run(Mutiny.Session session, Order order, Instant at) {
    return settings
        .inForce(session)
        .invoke(now -> require(at, clock.now(), now))
        .chain(() -> commandLead.run(session, order));
  }

  private static void require(Instant at, Instant now, Settings.InForce settings) {
    Instant latest =
        settings
            .settings()
            .appointmentWithin()
            .after(now.atZone(ZoneOffset.UTC), OwnerCalendar.of(ZoneOffset.UTC), false)
            .toInstant();
    if (!at.isAfter(now) || at.isAfter(latest)) {
      throw ProblemException.invalid(
          "request.invalid", "/at", "an appointment lies ahead, at the latest at " + latest);
    }
  }
}
