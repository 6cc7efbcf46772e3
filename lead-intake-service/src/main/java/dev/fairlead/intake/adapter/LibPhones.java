package dev.fairlead.intake.adapter;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.fairlead.intake.domain.Phones;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * Phone numbers by libphonenumber. A number with its country code needs to be possible, one without
 * it has to be valid in the region it is read in: a guess must not make two people one.
 */
@ApplicationScoped
class LibPhones implements Phones {

  private static final String COMMON = "+8613900000000";

  private final PhoneNumberUtil util = PhoneNumberUtil.getInstance();

  /** Loads the numbering plans before the first request, which must not wait for that. */
  void warmUp(@Observes StartupEvent start) {
    e164(COMMON, "CN");
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
  public boolean knows(String region) {
    return util.getSupportedRegions().contains(region);
  }
}
