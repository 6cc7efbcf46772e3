package dev.fairlead.intake.domain;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What number and network tell of a lead besides what was sent. Nothing in it is personal.
 *
 * @param whereabouts where the lead is, in regions of the tree
 * @param phoneRegion where the number was given out
 * @param phoneCountry ISO 3166 code
 * @param phoneCarrier who gave the number out
 * @param ipRegion province and city of the sender's network
 * @param ipCountry ISO 3166 code
 * @param companyDomain of the company's mail or web site
 */
public record Enrichment(
    Whereabouts whereabouts,
    @Nullable String phoneRegion,
    @Nullable String phoneCountry,
    @Nullable String phoneCarrier,
    @Nullable String ipRegion,
    @Nullable String ipCountry,
    @Nullable String companyDomain) {

  /** Finds out what there is to know of a draft. */
  public static Enrichment of(
      Draft draft, Regions regions, PhoneOrigins phones, IpPlaces networks) {
    String number = draft.phoneE164();
    PhoneOrigins.PhoneOrigin phone = number == null ? null : phones.of(number);
    Place phonePlace = phone == null ? null : phone.place();
    Place ip = draft.ip() == null ? null : networks.of(draft.ip());
    return new Enrichment(
        Whereabouts.of(regions, draft.data(), ip, phonePlace),
        phonePlace == null ? null : phonePlace.text(),
        phonePlace == null ? null : phonePlace.country(),
        phone == null ? null : phone.carrier(),
        ip == null ? null : ip.text(),
        ip == null ? null : ip.country(),
        draft.companyDomain());
  }

  /** Whether nothing was found out. */
  public boolean isEmpty() {
    return Stream.of(phoneCountry, phoneCarrier, ipCountry, ipRegion, companyDomain)
        .allMatch(found -> found == null);
  }
}
