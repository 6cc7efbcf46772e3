package dev.fairlead.intake.domain;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Forms of a place's name in which its spellings meet. */
final class PlaceNames {

  private static final Pattern BLANK = Pattern.compile("[\\s·.,'’`_-]+");
  private static final Pattern PINYIN_LEVEL =
      Pattern.compile("(?<=[a-z])[\\s-]+(?:sheng|shi|qu|xian)$");
  private static final Pattern SUFFIX =
      Pattern.compile(
          "(?:维吾尔自治区|壮族自治区|回族自治区|特别行政区|自治区|自治州|经济技术开发区|开发区|地区|新区|省|市|区|县"
              + "|autonomousregion|specialadministrativeregion|municipality|province|prefecture"
              + "|district|county|city|state)$");

  /** Pairs of a traditional character and its simplified one, as place names need them. */
  private static final String TRADITIONAL =
      "廣广東东蘇苏寧宁龍龙貴贵陝陕遼辽內内慶庆雲云臺台灣湾門门肅肃濟济鄭郑漢汉長长瀋沈陽阳連连爾尔濱滨無无錫锡蕪芜紹绍興兴臨临麗丽區区縣县島岛莊庄鄲郸滄沧張张馬马銅铜"
          + "塵尘黃黄廈厦圍围嶺岭頭头圖图鳳凤關关堅坚萬万義义陸陆豐丰華华國国灘滩衛卫蘭兰爐炉營营錦锦鐵铁鷹鹰贛赣饒饶棗枣煙烟濰潍開开鶴鹤許许駐驻陰阴樂乐瀘泸綿绵達达銀银吳吴"
          + "烏乌魯鲁齊齐雞鸡鴨鸭綏绥潛潜隨随婁娄懷怀賓宾賀贺欽钦瓊琼畢毕節节紅红納纳寶宝園园滬沪蕭萧餘余溫温遠远團团勝胜閩闽榮荣棲栖縉缙諸诸欒栾滎荥澠渑隴陇滙汇匯汇徑径靜静"
          + "鄉乡鎮镇遷迁揚扬鹽盐";

  private static final Map<Character, Character> SIMPLIFIED = pairs();

  private PlaceNames() {}

  private static Map<Character, Character> pairs() {
    Map<Character, Character> pairs = new HashMap<>();
    for (int i = 0; i + 1 < TRADITIONAL.length(); i += 2) {
      pairs.put(TRADITIONAL.charAt(i), TRADITIONAL.charAt(i + 1));
    }
    return Map.copyOf(pairs);
  }

  /** Narrow, lower case, simplified, without blanks and punctuation. */
  static String plain(String name) {
    String text = Normalizer.normalize(name, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    String noLevel = PINYIN_LEVEL.matcher(text).replaceFirst("");
    return simplified(BLANK.matcher(noLevel).replaceAll(""));
  }

  /** A plain name without the word for its level: 江苏省 as 江苏; itself when little would stay. */
  static String bare(String plain) {
    String bare = SUFFIX.matcher(plain).replaceFirst("");
    return bare.length() < (isLatin(bare) ? 3 : 2) ? plain : bare;
  }

  /** Whether a text begins with a letter of an alphabet, not with a Chinese character. */
  static boolean isLatin(String text) {
    return !text.isEmpty() && text.charAt(0) < 0x2E80;
  }

  private static String simplified(String text) {
    StringBuilder simple = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      simple.append(SIMPLIFIED.getOrDefault(c, c).charValue());
    }
    return simple.toString();
  }
}
