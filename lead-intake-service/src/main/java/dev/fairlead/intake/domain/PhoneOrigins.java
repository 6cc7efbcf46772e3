package dev.fairlead.intake.domain;

import org.jspecify.annotations.Nullable;

/** What a number tells by itself. */
public interface PhoneOrigins {

  /**
   * Where a number was given out, and by whom. Numbers move between carriers and people between
   * cities, so it is a hint.
   *
   * @param place its country, and as far as the numbering plan tells the region in Chinese
   */
  record PhoneOrigin(Place place, @Nullable String carrier) {}

  /** The origin of a number in E.164 form; null when nothing is known. */
  @Nullable PhoneOrigin of(String e164);
}
