package dev.fairlead.intake.imports;

import dev.fairlead.intake.imports.adapter.Imports;
import dev.fairlead.kit.sql.Transactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Lets go of files and rejected rows of imports that are over; their counts stay. */
@ApplicationScoped
class ImportKeeping {

  private final Transactions transactions;
  private final Imports imports;

  ImportKeeping(Transactions transactions, Imports imports) {
    this.transactions = transactions;
    this.imports = imports;
  }

  @Scheduled(every = "${fairlead.intake.imports.keeping}", delayed = "1m")
  Uni<Void> forget() {
    return transactions.run(imports::forget);
  }
}
