package dev.fairlead.ownership.contact.domain;

/** A rep's name of which only the beginning is told. */
public final class MaskedName {

  private MaskedName() {}

  /** {@code 张*} of {@code 张伟}, {@code Z***} of {@code Zhang Wei}: never how long the name is. */
  public static String of(String name) {
    String bare = name.strip();
    if (bare.isEmpty()) {
      return "*";
    }
    int first = bare.codePointAt(0);
    boolean han = Character.UnicodeScript.of(first) == Character.UnicodeScript.HAN;
    return Character.toString(first) + (han ? "*" : "***");
  }
}
