package dev.fairlead.intake.domain;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Guesses what a form field holds from the label its author wrote, in the languages forms are
 * commonly written in. A guess at an e-mail address or a number has to look like one as well.
 */
final class Labels {

  private static final Map<String, String> WORDS = words();

  /** Words that say nothing of their own, as in "please enter your best e-mail". */
  private static final Set<String> FILLERS =
      Set.of(
          "your",
          "my",
          "our",
          "the",
          "a",
          "an",
          "please",
          "enter",
          "provide",
          "type",
          "what",
          "whats",
          "is",
          "s",
          "best",
          "work",
          "business",
          "primary",
          "main",
          "personal",
          "contact",
          "required",
          "optional",
          "here",
          "votre",
          "vos",
          "ihr",
          "ihre",
          "dein",
          "deine",
          "bitte",
          "tu",
          "su",
          "seu",
          "sua",
          "il",
          "tuo",
          "la",
          "le",
          "de",
          "do",
          "请输入",
          "请填写",
          "您的",
          "你的");

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern CHINESE_START = Pattern.compile("^(请输入|请填写|您的|你的|联系人(?=.))+");
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z])(?=[A-Z])");
  private static final List<String> MAIL = List.of("email", "mail", "courriel", "correo", "邮箱");
  private static final List<String> CALL =
      List.of(
          "phone",
          "telephone",
          "mobile",
          "whatsapp",
          "tel",
          "telefon",
          "telefono",
          "telefone",
          "celular",
          "手机",
          "电话");
  private static final int LONGEST = 80;

  private Labels() {}

  /** The canonical name; null when the label tells none. */
  static @Nullable String guess(String label, String value) {
    String plain = plain(label);
    if (plain.isEmpty() || plain.length() > LONGEST) {
      return null;
    }
    String whole = fitting(WORDS.get(plain), value);
    if (whole != null) {
      return whole;
    }
    String core =
        Arrays.stream(plain.split(" "))
            .filter(word -> !FILLERS.contains(word))
            .collect(Collectors.joining(" "));
    String known = fitting(WORDS.get(core), value);
    return known == null ? mentioned(core, value) : known;
  }

  /** What the label mentions, where the value leaves no doubt. */
  private static @Nullable String mentioned(String core, String value) {
    if (mentions(core, MAIL) && Identity.email(value) != null) {
      return "email";
    }
    return mentions(core, CALL) && LeadReader.isPhone(value) ? "phone" : null;
  }

  private static boolean mentions(String core, List<String> words) {
    List<String> parts = Arrays.asList(core.split(" "));
    return words.stream()
        .anyMatch(word -> word.charAt(0) > 127 ? core.contains(word) : parts.contains(word));
  }

  private static @Nullable String fitting(@Nullable String canonical, String value) {
    if (canonical == null) {
      return null;
    }
    return switch (canonical) {
      case "email" -> Identity.email(value) == null ? null : canonical;
      case "phone" -> LeadReader.isPhone(value) ? canonical : null;
      default -> canonical;
    };
  }

  /** Lower case, without accents and punctuation; "E-mail" and "email" are the same word. */
  private static String plain(String label) {
    String folded = Normalizer.normalize(HUMP.matcher(label).replaceAll(" "), Normalizer.Form.NFKD);
    String bare = MARKS.matcher(folded).replaceAll("").toLowerCase(Locale.ROOT);
    String words =
        NO_WORD
            .matcher(
                bare.replace("e-mail", "email")
                    .replace("'", "")
                    .replace("ß", "ss")
                    .replace("whats app", "whatsapp"))
            .replaceAll(" ")
            .strip();
    return CHINESE_START.matcher(words).replaceFirst("");
  }

  private static Map<String, String> words() {
    Map<String, String> words = new LinkedHashMap<>();
    put(words, "firstName", "first name", "firstname", "first", "given name", "forename", "fname");
    put(words, "firstName", "prenom", "vorname", "primer nombre", "primeiro nome", "名");
    put(words, "lastName", "last name", "lastname", "last", "surname", "family name", "lname");
    put(words, "lastName", "nom de famille", "nachname", "apellido", "apellidos", "sobrenome");
    put(words, "lastName", "cognome", "姓");
    put(words, "fullName", "name", "full name", "fullname", "nom", "nom complet", "nombre");
    put(words, "fullName", "nom et prenom", "nombre completo", "nome", "nome completo");
    put(words, "fullName", "vollstandiger name", "姓名", "名字", "称呼", "联系人", "联系人姓名", "お名前", "氏名");
    put(words, "email", "email", "mail", "email address", "mail address", "emailaddress");
    put(words, "email", "adresse email", "adresse mail", "courriel", "email adresse", "correo");
    put(words, "email", "correo electronico", "endereco de email", "邮箱", "电子邮箱", "电子邮件", "邮箱地址");
    put(words, "phone", "phone", "phone number", "telephone", "telephone number", "tel", "mobile");
    put(words, "phone", "mobile phone", "mobile number", "cell", "cell phone", "cellphone");
    put(words, "phone", "whatsapp", "whatsapp number", "phonenumber", "telefon", "telefonnummer");
    put(words, "phone", "handynummer", "handy", "telefono", "telefone", "celular", "numero");
    put(words, "phone", "numero de telephone", "numero de telefono", "portable", "movil");
    put(words, "phone", "手机", "手机号", "手机号码", "电话", "电话号码", "联系电话", "联系方式", "移动电话");
    put(
        words,
        "company",
        "company",
        "company name",
        "companyname",
        "business name",
        "organization");
    put(words, "company", "organisation", "organization name", "employer", "entreprise", "societe");
    put(words, "company", "firma", "firmenname", "unternehmen", "empresa", "compania", "azienda");
    put(words, "company", "nom de lentreprise", "公司", "公司名称", "企业名称", "单位", "单位名称", "会社名");
    put(
        words,
        "jobTitle",
        "job title",
        "jobtitle",
        "position",
        "job",
        "poste",
        "fonction",
        "cargo");
    put(words, "jobTitle", "berufsbezeichnung", "puesto", "职位", "职务", "岗位");
    put(words, "message", "message", "comments", "comment", "your message", "nachricht", "mensaje");
    put(words, "message", "mensagem", "messaggio", "commentaire", "commentaires", "留言", "备注");
    put(words, "message", "咨询内容", "留言内容", "需求描述");
    put(words, "city", "city", "town", "ville", "stadt", "ort", "ciudad", "cidade", "citta", "城市");
    put(words, "region", "state", "province", "region", "state province region", "bundesland");
    put(words, "region", "state province", "estado", "provincia", "省份", "省", "地区", "所在地区");
    put(words, "country", "country", "country region", "pays", "land", "pais", "paese", "国家");
    put(words, "postalCode", "zip", "zip code", "zipcode", "postal code", "postcode", "post code");
    put(words, "postalCode", "postal zip code", "code postal", "plz", "postleitzahl", "邮编", "邮政编码");
    put(words, "street", "street", "street address", "address", "address line 1", "adresse");
    put(words, "street", "strasse", "direccion", "endereco", "indirizzo", "地址", "详细地址");
    put(words, "wechat", "wechat", "wechat id", "weixin", "微信", "微信号");
    put(words, "industry", "industry", "industrie", "branche", "行业", "所属行业");
    return Map.copyOf(words);
  }

  private static void put(Map<String, String> words, String canonical, String... labels) {
    for (String label : labels) {
      words.putIfAbsent(label, canonical);
    }
  }
}
