package dev.fairlead.intake.adapter;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToCarrierMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.i18n.phonenumbers.geocoding.PhoneNumberOfflineGeocoder;
import dev.fairlead.intake.domain.PhoneOrigins;
import dev.fairlead.intake.domain.Phones;
import dev.fairlead.intake.domain.Place;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Phone numbers by libphonenumber. A number with its country code needs to be possible, one without
 * it has to be valid in the region it is read in: a guess must not make two people one. What a
 * number tells of its origin comes from the same project's numbering data.
 */
@ApplicationScoped
class LibPhones implements Phones, PhoneOrigins {

  private static final String COMMON = "+8613900000000";

  private static final Set<String> WRITTEN_IN_CHINESE = Set.of("CN", "HK", "MO", "TW");

  private final PhoneNumberUtil util = PhoneNumberUtil.getInstance();
  private final PhoneNumberOfflineGeocoder geocoder = PhoneNumberOfflineGeocoder.getInstance();
  private final PhoneNumberToCarrierMapper carriers = PhoneNumberToCarrierMapper.getInstance();

  /** Loads the numbering plans before the first request, which must not wait for that. */
  void warmUp(@Observes StartupEvent start) {
    e164(COMMON, "CN");
    of(COMMON);
  }

  @Override
  public @Nullable String e164(String sent, String defaultRegion) {
    String text = Normalizer.normalize(sent, Normalizer.Form.NFKC).strip();
    try {
      PhoneNumber number = util.parse(text, defaultRegion);
      number.clearExtension();
      boolean readable =
          text.startsWith("+") ? util.isPossibleNumber(number) : util.isValidNumber(number);
      return readable ? util.format(number, PhoneNumberFormat.E164) : null;
    } catch (NumberParseException e) {
      return null;
    }
  }

  @Override
  public @Nullable PhoneOrigin of(String e164) {
    try {
      PhoneNumber number = util.parse(e164, null);
      String country = util.getRegionCodeForNumber(number);
      return country == null ? null : origin(number, country);
    } catch (NumberParseException e) {
      return null;
    }
  }

  private PhoneOrigin origin(PhoneNumber number, String country) {
    Locale language =
        WRITTEN_IN_CHINESE.contains(country) ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
    String region = geocoder.getDescriptionForValidNumber(number, language);
    String carrier = carriers.getNameForNumber(number, language);
    return new PhoneOrigin(
        Place.of(null, isRegion(region, country, language) ? region : null, country),
        carrier.isEmpty() ? null : carrier);
  }

  /** Where nothing is known, the description is the country's name. */
  private static boolean isRegion(String description, String country, Locale language) {
    return !description.isEmpty()
        && !description.equals(Locale.of("", country).getDisplayCountry(language));
  }

  @Override
  public boolean knows(String region) {
    return util.getSupportedRegions().contains(region);
  }
}
