package dev.fairlead.intake.domain;

import org.jspecify.annotations.Nullable;

/** What is known of networks. */
public interface IpPlaces {

  /** Where an address is; null when nobody knows, or for what is no public address. */
  @Nullable Place of(String ip);
}
