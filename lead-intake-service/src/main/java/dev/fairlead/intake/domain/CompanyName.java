package dev.fairlead.intake.domain;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** A company's name in the form by which it is compared. */
final class CompanyName {

  private static final Pattern NOISE = Pattern.compile("[\\s\\p{Punct}\\p{P}]+");
  private static final Pattern CHINESE_FORM =
      Pattern.compile(
          "(?:股份有限责任公司|股份有限公司|有限责任公司|有限公司|股份公司|集团公司|总公司|公司|集团|厂" + "|(?:普通合伙|有限合伙|个体工商户))$");
  private static final Pattern LATIN_FORM =
      Pattern.compile(
          "(?:\\s(?:co ltd|company limited|co limited|private limited|pvt ltd|pte ltd|pty ltd"
              + "|sdn bhd|gmbh co kg|gmbh|mbh|ag|kg|ug|ohg|se|incorporated|inc|corporation|corp"
              + "|company|co|limited|ltd|llc|llp|lp|plc|s a|sa|s a s|sas|sarl|s r l|srl|s p a|spa"
              + "|b v|bv|n v|nv|ab|oy|as|a s|kk|k k|holdings|group))+$");

  private CompanyName() {}

  /**
   * Width, case, blanks and punctuation folded, legal forms left out: {@code 苏州恒锐（集团）有限公司} and
   * {@code 苏州恒锐集团} are one name. Empty when nothing is left.
   */
  static String normalised(String sent) {
    String folded =
        Normalizer.normalize(sent, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT).strip();
    String words = NOISE.matcher(folded).replaceAll(" ").strip();
    String latin = LATIN_FORM.matcher(words).replaceFirst("");
    return withoutForm(latin.replace(" ", ""));
  }

  /** Takes forms off the end one by one, but not the whole name. */
  private static String withoutForm(String name) {
    String bare = CHINESE_FORM.matcher(name).replaceFirst("");
    return bare.equals(name) || bare.length() < 2 ? name : withoutForm(bare);
  }
}
