package dev.fairlead.ownership.contact.adapter;

import dev.fairlead.ownership.contact.domain.Identity;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes identities unreadable: HMAC-SHA-256 under a key from the environment, since a plain hash of
 * a phone number is guessed in seconds. While an old key is configured beside the new one, leads
 * are kept under both and looked for under both.
 */
@ApplicationScoped
public class IdentityKeys {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int FEWEST_BYTES = 32;

  private final List<SecretKeySpec> keys;

  IdentityKeys(
      @ConfigProperty(name = "fairlead.ownership.identity-key") Optional<String> present,
      @ConfigProperty(name = "fairlead.ownership.identity-key-old") Optional<String> old) {
    this.keys =
        Stream.of(present, old)
            .flatMap(Optional::stream)
            .filter(text -> !text.isBlank())
            .map(IdentityKeys::key)
            .toList();
  }

  /** Whether there is a key; without one nothing is kept and nothing can be asked. */
  public boolean areThere() {
    return !keys.isEmpty();
  }

  /** The hash under each key, the present one's first; empty without a key. */
  public List<String> hashes(Identity identity) {
    byte[] text = identity.hashed().getBytes(StandardCharsets.UTF_8);
    return keys.stream().map(key -> hash(key, text)).toList();
  }

  private static String hash(SecretKeySpec key, byte[] text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SecretKeySpec key(String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("FAIRLEAD_IDENTITY_KEY is not base64", e);
    }
    if (bytes.length < FEWEST_BYTES) {
      throw new IllegalStateException("FAIRLEAD_IDENTITY_KEY has to hold 32 bytes");
    }
    return new SecretKeySpec(bytes, ALGORITHM);
  }
}
