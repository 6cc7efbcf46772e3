package dev.fairlead.ownership;

import dev.fairlead.kit.event.Envelope;
import dev.fairlead.kit.event.Fact;
import dev.fairlead.ownership.adapter.Entry;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Keeps something beside the ledger, in the transaction in which the ledger changes. A failure
 * rolls that back, so a witness writes down and leaves thinking to later.
 */
public interface Witness {

  /** Events that arrived, before the ledger applies them; their leads are locked. */
  default Uni<Void> saw(Mutiny.Session session, List<Envelope> events) {
    return Uni.createFrom().voidItem();
  }

  /** What the ledger wrote: its entries, and the facts it publishes, in their order. */
  default Uni<Void> noted(Mutiny.Session session, List<Entry> entries, List<Fact> facts) {
    return Uni.createFrom().voidItem();
  }
}
