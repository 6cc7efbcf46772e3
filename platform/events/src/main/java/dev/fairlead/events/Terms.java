package dev.fairlead.events;

import org.jspecify.annotations.Nullable;

/**
 * Protection terms, frozen on an ownership when it is acquired.
 *
 * @param initial D, ISO-8601: protection from the moment of acquisition
 * @param extend E, ISO-8601: protection from a qualifying activity
 * @param max M, ISO-8601: hard end counted from the acquisition
 * @param accept accept window, ISO-8601; absent when the owner need not accept
 * @param days how day units count: {@code calendar} or {@code working}
 */
public record Terms(
    String initial, String extend, String max, @Nullable String accept, String days) {

  /** How day units of a term are counted when nobody said so. */
  public static final String CALENDAR = "calendar";

  /** Day units count only working days of the owner's calendar. */
  public static final String WORKING = "working";
}
