package dev.fairlead.pool;

import dev.fairlead.events.Terms;
import dev.fairlead.pool.domain.Claim;
import dev.fairlead.pool.domain.Pool;
import dev.fairlead.pool.domain.ProtectionTerms;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The protection a claim gives: the pool's own terms, else those the lead had last, else the
 * configured ones. Who takes a lead himself has accepted it, so inherited terms lose their window.
 */
@ApplicationScoped
class ClaimTerms {

  private final ProtectionTerms usual;

  ClaimTerms(
      @ConfigProperty(name = "fairlead.pool.terms.initial") String initial,
      @ConfigProperty(name = "fairlead.pool.terms.extend") String extend,
      @ConfigProperty(name = "fairlead.pool.terms.max") String max) {
    this.usual = new ProtectionTerms(initial, extend, max, null, Terms.CALENDAR);
  }

  /** The terms of a claim out of this file. */
  Terms of(ClaimFile file, Claim claim) {
    Pool pool = file.pools().get(claim.pool());
    ProtectionTerms own = pool == null ? null : pool.protect();
    ProtectionTerms last = file.terms().get(claim.leadId());
    return terms(own != null ? own : last != null ? last.ofClaim() : usual);
  }

  private static Terms terms(ProtectionTerms terms) {
    return new Terms(terms.initial(), terms.extend(), terms.max(), terms.accept(), terms.days());
  }
}
