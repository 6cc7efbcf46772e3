package dev.fairlead.ownership;

import dev.fairlead.kit.event.Envelope;
import dev.fairlead.kit.event.Fact;
import dev.fairlead.ownership.adapter.Entry;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** Everybody who looks on while the ledger works. */
@ApplicationScoped
class Witnesses {

  private final List<Witness> all;

  Witnesses(@All List<Witness> all) {
    this.all = all;
  }

  /** Shows them what arrived. */
  Uni<Void> saw(Mutiny.Session session, List<Envelope> events) {
    return each(witness -> witness.saw(session, events));
  }

  /** Shows them what the ledger wrote. */
  Uni<Void> noted(Mutiny.Session session, List<Entry> entries, List<Fact> facts) {
    return facts.isEmpty()
        ? Uni.createFrom().voidItem()
        : each(witness -> witness.noted(session, entries, facts));
  }

  private Uni<Void> each(Function<Witness, Uni<Void>> show) {
    return Multi.createFrom()
        .iterable(all)
        .onItem()
        .transformToUniAndConcatenate(show::apply)
        .collect()
        .asList()
        .replaceWithVoid();
  }
}
