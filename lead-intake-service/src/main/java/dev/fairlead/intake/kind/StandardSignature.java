package dev.fairlead.intake.kind;

import dev.fairlead.intake.domain.RawRequest;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of Standard Webhooks: HMAC-SHA256 over id, time and body, keyed with the bytes that
 * the secret is the base64 of.
 */
final class StandardSignature {

  private static final String VERSION = "v1,";
  private static final String PREFIX = "whsec_";
  private static final String ALGORITHM = "HmacSHA256";

  private StandardSignature() {}

  /** Whether one of the signatures given fits. */
  static boolean fits(String given, String secret, RawRequest raw) {
    String id = raw.header("webhook-id");
    String timestamp = raw.header("webhook-timestamp");
    if (id == null || timestamp == null || !timestamp.matches("\\d{1,11}")) {
      return false;
    }
    if (!Digests.isFresh(Instant.ofEpochSecond(Long.parseLong(timestamp)), raw)) {
      return false;
    }
    String expected = VERSION + expected(secret, id + "." + timestamp + ".", raw.body());
    boolean fits = false;
    for (String one : given.split(" ")) {
      fits |= Hmac.isSame(expected, one);
    }
    return fits;
  }

  private static String expected(String secret, String head, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key(secret), ALGORITHM));
      mac.update(head.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The key; of a secret that is no base64 its own bytes. */
  private static byte[] key(String secret) {
    String text = secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret;
    try {
      byte[] key = Base64.getDecoder().decode(text);
      return key.length == 0 ? secret.getBytes(StandardCharsets.UTF_8) : key;
    } catch (IllegalArgumentException e) {
      return secret.getBytes(StandardCharsets.UTF_8);
    }
  }
}
