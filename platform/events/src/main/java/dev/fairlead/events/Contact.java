package dev.fairlead.events;

import org.jspecify.annotations.Nullable;

/**
 * The personal data of a lead, and the only place for it.
 *
 * @param phone as the sender wrote it
 * @param phoneE164 the same number normalised to E.164, absent when it could not be read
 */
public record Contact(
    @Nullable String fullName,
    @Nullable String firstName,
    @Nullable String lastName,
    @Nullable String email,
    @Nullable String phone,
    @Nullable String phoneE164,
    @Nullable String wechat,
    @Nullable String street,
    @Nullable String postalCode) {

  /** A contact of which nothing is known, as after an erasure. */
  public static final Contact UNKNOWN =
      new Contact(null, null, null, null, null, null, null, null, null);
}
