package dev.fairlead.kit.testing;

import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;

/** Bearer tokens of a key made for this JVM. */
public final class TestTokens {

  static final String ISSUER = "https://test.fairlead.invalid";
  private static final String KEY_ID = "test";
  private static final KeyPair PAIR = pair();

  private TestTokens() {}

  /** A token that is good for an hour. */
  public static String of(String user, String... roles) {
    return token(user, Instant.now().plusSeconds(3600), roles);
  }

  /** A token whose time is over. */
  public static String expired(String user, String... roles) {
    return token(user, Instant.now().minusSeconds(3600), roles);
  }

  private static String token(String user, Instant expires, String... roles) {
    return Jwt.issuer(ISSUER)
        .subject(user)
        .upn(user)
        .groups(Set.of(roles))
        .issuedAt(expires.minusSeconds(7200))
        .expiresAt(expires)
        .jws()
        .keyId(KEY_ID)
        .sign(PAIR.getPrivate());
  }

  /** The key set that verifies the tokens. */
  static Path keys() {
    RSAPublicKey key = (RSAPublicKey) PAIR.getPublic();
    try {
      Path file = Files.createTempFile("fairlead-test-", ".jwks.json");
      file.toFile().deleteOnExit();
      return Files.writeString(
          file,
          """
          {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"%s","n":"%s","e":"%s"}]}
          """
              .formatted(
                  KEY_ID,
                  base64(key.getModulus().toByteArray()),
                  base64(key.getPublicExponent().toByteArray())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String base64(byte[] unsigned) {
    int from = unsigned[0] == 0 ? 1 : 0;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(java.util.Arrays.copyOfRange(unsigned, from, unsigned.length));
  }

  private static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
