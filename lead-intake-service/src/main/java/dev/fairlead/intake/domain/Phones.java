package dev.fairlead.intake.domain;

import org.jspecify.annotations.Nullable;

/** What is known of phone numbers. */
public interface Phones {

  /**
   * A number in E.164 form; null when it is not unambiguously one.
   *
   * @param defaultRegion country of numbers without a country code
   */
  @Nullable String e164(String sent, String defaultRegion);

  /** Whether numbers of a country can be read. */
  boolean knows(String region);
}
