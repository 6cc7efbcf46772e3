package dev.fairlead.pool.domain;

import org.jspecify.annotations.Nullable;

/**
 * Terms a claim asks for, as ISO-8601 text: the ledger does the arithmetic.
 *
 * @param initial protection from the acquisition on
 * @param extend protection from a qualifying activity on
 * @param max hard end, counted from the acquisition
 * @param accept accept window; absent when the owner need not accept, as after a claim
 * @param days {@code calendar} or {@code working}
 */
public record ProtectionTerms(
    String initial, String extend, String max, @Nullable String accept, String days) {

  /**
   * The same terms for somebody who takes the lead himself: he has accepted by taking it.
   *
   * @return these terms without an accept window
   */
  public ProtectionTerms ofClaim() {
    return new ProtectionTerms(initial, extend, max, null, days);
  }
}
