package dev.fairlead.ownership.contact.domain;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A company's name without what changes from one writing of it to the next. */
final class CompanyName {

  private static final List<String> CHINESE_FORMS =
      Stream.of(
              "股份有限责任公司",
              "股份有限公司",
              "有限责任公司",
              "有限公司",
              "股份公司",
              "集团公司",
              "总公司",
              "公司",
              "集团",
              "厂",
              "普通合伙",
              "有限合伙",
              "个体工商户")
          .sorted((a, b) -> b.length() - a.length())
          .toList();

  /** Latin legal forms, word by word as punctuation leaves them; longest first. */
  private static final List<String> LATIN_FORMS =
      Stream.of(
              "co ltd",
              "company limited",
              "co limited",
              "private limited",
              "pvt ltd",
              "pte ltd",
              "pty ltd",
              "sdn bhd",
              "gmbh co kg",
              "gmbh",
              "mbh",
              "ag",
              "kg",
              "ug",
              "ohg",
              "se",
              "incorporated",
              "inc",
              "corporation",
              "corp",
              "company",
              "co",
              "limited",
              "ltd",
              "llc",
              "llp",
              "lp",
              "plc",
              "s a",
              "sa",
              "s a s",
              "sas",
              "sarl",
              "s r l",
              "srl",
              "s p a",
              "spa",
              "b v",
              "bv",
              "n v",
              "nv",
              "ab",
              "oy",
              "as",
              "kk",
              "k k",
              "holdings",
              "group")
          .sorted((a, b) -> b.length() - a.length())
          .toList();

  private CompanyName() {}

  /**
   * Width, case, blanks and punctuation folded, legal forms left out: {@code 苏州恒锐（集团）有限公司} and
   * {@code 苏州恒锐集团} are one name. Empty when nothing is left.
   */
  static String bare(String sent) {
    String words =
        Normalizer.normalize(sent, Normalizer.Form.NFKC)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[\\s\\p{Punct}\\p{P}]+", " ")
            .strip();
    return withoutChinese(withoutLatin(words).replace(" ", ""));
  }

  private static String withoutLatin(String words) {
    for (String form : LATIN_FORMS) {
      if (words.endsWith(' ' + form)) {
        return withoutLatin(words.substring(0, words.length() - form.length() - 1));
      }
    }
    return words;
  }

  /** Takes forms off the end one by one, but never so many that less than two characters stay. */
  private static String withoutChinese(String name) {
    for (String form : CHINESE_FORMS) {
      if (name.endsWith(form)) {
        String rest = name.substring(0, name.length() - form.length());
        return rest.length() < 2 ? name : withoutChinese(rest);
      }
    }
    return name;
  }
}
