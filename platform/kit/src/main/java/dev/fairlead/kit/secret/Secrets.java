package dev.fairlead.kit.secret;

import dev.fairlead.kit.http.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Keeps secrets unreadable in the database: AES-256-GCM under a key from the environment, bound to
 * the place they belong to, so that one cannot be moved to another owner.
 */
@ApplicationScoped
public class Secrets {

  private static final String VERSION = "v1:";
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final int KEY_BYTES = 32;

  private final @Nullable SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  Secrets(@ConfigProperty(name = "fairlead.secret-key") Optional<String> key) {
    this.key = key.filter(text -> !text.isBlank()).map(Secrets::key).orElse(null);
  }

  private static SecretKeySpec key(String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("FAIRLEAD_SECRET_KEY is not base64", e);
    }
    if (bytes.length != KEY_BYTES) {
      throw new IllegalStateException("FAIRLEAD_SECRET_KEY has to hold 32 bytes");
    }
    return new SecretKeySpec(bytes, "AES");
  }

  /** The secret as it may be stored; 503 while this service has no key. */
  public String seal(String place, String secret) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, place, nonce, secret.getBytes(StandardCharsets.UTF_8));
    byte[] whole = Arrays.copyOf(nonce, NONCE + sealed.length);
    System.arraycopy(sealed, 0, whole, NONCE, sealed.length);
    return VERSION + Base64.getEncoder().encodeToString(whole);
  }

  /** The secret in the clear. */
  public String open(String place, String stored) {
    byte[] whole = Base64.getDecoder().decode(stored.substring(VERSION.length()));
    byte[] nonce = Arrays.copyOf(whole, NONCE);
    byte[] sealed = Arrays.copyOfRange(whole, NONCE, whole.length);
    return new String(run(Cipher.DECRYPT_MODE, place, nonce, sealed), StandardCharsets.UTF_8);
  }

  /** Whether there is a key at all. */
  public boolean canKeep() {
    return key != null;
  }

  /** Marks a text as ours, for this purpose only: HMAC-SHA256 under a key of its own. */
  public byte[] mark(String purpose, String text) {
    SecretKeySpec whole = present();
    byte[] own = hmac(whole.getEncoded(), "mark:" + purpose);
    return hmac(own, text);
  }

  private static byte[] hmac(byte[] secret, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private SecretKeySpec present() {
    if (key == null) {
      throw ProblemException.later("secrets.no-key", "FAIRLEAD_SECRET_KEY is not set", 60);
    }
    return key;
  }

  private byte[] run(int mode, String place, byte[] nonce, byte[] input) {
    SecretKeySpec whole = present();
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, whole, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a secret of " + place + " does not fit this key", e);
    }
  }
}
