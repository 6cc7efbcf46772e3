package dev.fairlead.intake.kind;

import dev.fairlead.intake.domain.RawRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The digests senders sign with, always over the bytes as they came. */
final class Digests {

  /** How far a signed time may be from ours. */
  static final Duration REPLAY_WINDOW = Duration.ofMinutes(5);

  private Digests() {}

  /** HMAC-SHA256 of the body in lower-case hex. */
  static boolean isHex(String given, String secret, RawRequest raw) {
    return Hmac.isSame(Hmac.hex(secret, raw.body()), given);
  }

  /** HMAC-SHA256 of the body in base64. */
  static boolean isBase64(String given, String secret, RawRequest raw) {
    return Hmac.isSame(base64(Hmac.hex(secret, raw.body())), given);
  }

  /** A hex text as base64. */
  static String base64(String hex) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
  }

  /** Plain SHA-1 of secret and body, in hex. */
  static boolean isSha1(String given, String secret, RawRequest raw) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-1");
      sha.update(secret.getBytes(StandardCharsets.UTF_8));
      return Hmac.isSame(HexFormat.of().formatHex(sha.digest(raw.body())), given);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether a signed time is near enough to when the request came in. */
  static boolean isFresh(@Nullable Instant signed, RawRequest raw) {
    return signed != null
        && Duration.between(signed, raw.receivedAt()).abs().compareTo(REPLAY_WINDOW) <= 0;
  }
}
