package dev.fairlead.events.evidence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The hashes of the chain; this package's description says what they cover. */
public final class Evidence {

  /** Name of the format, in every pack. */
  public static final String FORMAT = "fairlead-evidence-1";

  private static final List<String> NOT_COVERED =
      List.of("hash", "reason", "reasonSalt", "note", "noteSalt");

  private Evidence() {}

  /** What the first entry of a lead names as its previous hash. */
  public static String genesis(String leadId) {
    return sha256(FORMAT + "\n" + leadId);
  }

  /**
   * The hash of an entry, or of an activity.
   *
   * @throws IllegalArgumentException when it holds a number that is no integer
   */
  public static String hash(ObjectNode entry) {
    return sha256(CanonicalJson.write(entry.deepCopy().remove(NOT_COVERED)));
  }

  /** The hash of words that a person typed; the salt keeps short ones from being guessed. */
  public static String ofWords(String salt, String words) {
    return sha256(salt + "\n" + words);
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
