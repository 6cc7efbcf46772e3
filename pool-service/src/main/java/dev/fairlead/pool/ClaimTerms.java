package dev.fairlead.pool;

import dev.fairlead.events.Terms;
import dev.fairlead.pool.adapter.Custodies;
import dev.fairlead.pool.domain.Custody;
import dev.fairlead.pool.domain.Pool;
import dev.fairlead.pool.domain.ProtectionTerms;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The protection a claim gives: the pool's own terms, else those the lead had last, else the
 * configured ones. Who takes a lead himself has accepted it, so inherited terms lose their window.
 */
@ApplicationScoped
class ClaimTerms {

  private final Custodies custodies;
  private final ProtectionTerms usual;

  ClaimTerms(
      Custodies custodies,
      @ConfigProperty(name = "fairlead.pool.terms.initial") String initial,
      @ConfigProperty(name = "fairlead.pool.terms.extend") String extend,
      @ConfigProperty(name = "fairlead.pool.terms.max") String max) {
    this.custodies = custodies;
    this.usual = new ProtectionTerms(initial, extend, max, null, Terms.CALENDAR);
  }

  /** The terms for a lead of this pool. */
  Uni<Terms> of(Mutiny.Session session, Pool pool, String leadId) {
    ProtectionTerms own = pool.protect();
    return own != null
        ? Uni.createFrom().item(terms(own))
        : custodies.find(session, leadId).map(custody -> terms(lastOrUsual(custody)));
  }

  private ProtectionTerms lastOrUsual(@Nullable Custody custody) {
    return custody == null || custody.terms() == null ? usual : custody.terms().ofClaim();
  }

  private static Terms terms(ProtectionTerms terms) {
    return new Terms(terms.initial(), terms.extend(), terms.max(), terms.accept(), terms.days());
  }
}
