package dev.fairlead.ownership;

import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.ownership.adapter.Settings;
import dev.fairlead.ownership.adapter.SettingsDocument;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.LongPredicate;

/** Sets what holds for the whole ledger. */
@ApplicationScoped
public class SetSettings {

  private final Transactions transactions;
  private final Settings settings;

  SetSettings(Transactions transactions, Settings settings) {
    this.transactions = transactions;
    this.settings = settings;
  }

  /**
   * Replaces the settings.
   *
   * @param mayReplace asked with the present version, 0 when nothing was set yet
   * @return what then holds; fails with 412 {@code config.changed} when it may not
   */
  public Uni<Settings.InForce> put(SettingsDocument document, LongPredicate mayReplace) {
    return transactions.run(
        session ->
            settings
                .lock(session)
                .chain(() -> settings.inForce(session))
                .invoke(
                    present -> {
                      if (!mayReplace.test(present.version())) {
                        throw new ProblemException(
                            Problem.of(
                                412, "config.changed", "it is no longer the version you name"));
                      }
                    })
                .chain(() -> settings.put(session, document))
                .chain(() -> settings.inForce(session)));
  }
}
