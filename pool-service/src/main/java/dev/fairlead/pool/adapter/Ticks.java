package dev.fairlead.pool.adapter;

import dev.fairlead.kit.sql.Failures;
import dev.fairlead.pool.ApplyRules;
import dev.fairlead.pool.ArchiveLeads;
import dev.fairlead.pool.HoldDraws;
import dev.fairlead.pool.PlaceWaitingLeads;
import dev.fairlead.pool.SettleRules;
import dev.fairlead.pool.TellSettings;
import dev.fairlead.pool.WatchClocks;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Looks at the clocks again and again: one round at a time, the next one a tick after the last has
 * ended, be it well or badly. The scheduler cannot tick faster than once a second.
 */
@ApplicationScoped
class Ticks {

  private static final Logger LOG = Logger.getLogger(Ticks.class);

  private final Vertx vertx;
  private final WatchClocks watchClocks;
  private final PlaceWaitingLeads placeWaitingLeads;
  private final HoldDraws holdDraws;
  private final TellSettings tellSettings;
  private final SettleRules settleRules;
  private final ArchiveLeads archiveLeads;
  private final ApplyRules applyRules;
  private final Duration tick;
  private final AtomicBoolean running = new AtomicBoolean(true);

  Ticks(
      Vertx vertx,
      WatchClocks watchClocks,
      PlaceWaitingLeads placeWaitingLeads,
      HoldDraws holdDraws,
      TellSettings tellSettings,
      SettleRules settleRules,
      ArchiveLeads archiveLeads,
      ApplyRules applyRules,
      @ConfigProperty(name = "fairlead.pool.tick") Duration tick) {
    this.vertx = vertx;
    this.watchClocks = watchClocks;
    this.placeWaitingLeads = placeWaitingLeads;
    this.holdDraws = holdDraws;
    this.tellSettings = tellSettings;
    this.settleRules = settleRules;
    this.archiveLeads = archiveLeads;
    this.applyRules = applyRules;
    this.tick = tick;
  }

  void start(@Observes StartupEvent event) {
    Context context = VertxContext.getOrCreateDuplicatedContext(vertx);
    VertxContextSafetyToggle.setContextSafe(context, true);
    context.runOnContext(start -> round(context));
  }

  void stop(@Observes ShutdownEvent event) {
    running.set(false);
  }

  private void round(Context context) {
    if (!running.get()) {
      return;
    }
    tolerant(holdDraws.hold())
        .chain(() -> tolerant(settleRules.settle()))
        .chain(() -> tolerant(watchClocks.watch()))
        .chain(() -> tolerant(placeWaitingLeads.place()))
        .chain(() -> tolerant(tellSettings.onceIfNever()))
        .chain(() -> tolerant(archiveLeads.archive()))
        .chain(() -> tolerant(applyRules.apply()))
        .subscribe()
        .with(
            done ->
                vertx.setTimer(
                    tick.toMillis(), id -> context.runOnContext(next -> round(context))));
  }

  private static Uni<Void> tolerant(Uni<Void> work) {
    return work.onFailure()
        .invoke(failure -> LOG.warnf("clocks: %s", Failures.describe(failure)))
        .onFailure()
        .recoverWithNull();
  }
}
