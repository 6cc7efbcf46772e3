package dev.fairlead.pool;

import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.pool.adapter.Pools;
import dev.fairlead.pool.adapter.SettingsDocument;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Sets the rules over all pools. */
@ApplicationScoped
public class PutSettings {

  private final Transactions transactions;
  private final Pools pools;
  private final TellSettings tellSettings;

  PutSettings(Transactions transactions, Pools pools, TellSettings tellSettings) {
    this.transactions = transactions;
    this.pools = pools;
    this.tellSettings = tellSettings;
  }

  /**
   * Writes settings that were checked.
   *
   * @param mayReplace asked with the present version, 0 when nobody has set any
   */
  public Uni<Pools.StoredSettings> put(
      SettingsDocument settings, Predicate<@Nullable Integer> mayReplace, Flow flow) {
    return transactions.run(
        session ->
            pools
                .lock(session)
                .chain(() -> pools.storedSettings(session))
                .invoke(present -> PutPool.require(mayReplace.test(present.version())))
                .chain(() -> pools.putSettings(session, settings))
                .call(() -> tellSettings.tell(session, settings.settings(), flow)));
  }
}
