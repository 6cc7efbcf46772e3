package dev.fairlead.ownership.contact.adapter;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.Normalizer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Phone numbers in E.164 form, read as intake reads them: one with its country code needs to be
 * possible, one without it has to be valid in the region it is read in.
 */
@ApplicationScoped
class PhoneNumbers {

  private final PhoneNumberUtil util = PhoneNumberUtil.getInstance();
  private final String defaultRegion;

  PhoneNumbers(
      @ConfigProperty(name = "fairlead.ownership.contact.default-phone-region")
          String defaultRegion) {
    this.defaultRegion = defaultRegion;
  }

  /** The number; null when it is not unambiguously one. */
  @Nullable String e164(String sent) {
    String folded = Normalizer.normalize(sent, Normalizer.Form.NFKC);
    // a plus that was not escaped in a query arrives as a blank
    String text = folded.startsWith(" ") ? "+" + folded.strip() : folded.strip();
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
}
