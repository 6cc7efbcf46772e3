package dev.fairlead.kit.testing;

import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

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

  /** Tokens that look right and are not: each by what is wrong with it. */
  public static Map<String, String> bad(String user, String... roles) {
    Instant soon = Instant.now().plusSeconds(3600);
    String good = of(user, roles);
    String body = good.substring(good.indexOf('.') + 1, good.lastIndexOf('.'));
    return Map.of(
        "expired", expired(user, roles),
        "of another issuer", token(PAIR, "https://elsewhere.invalid", user, soon, roles),
        "of another key", token(pair(), ISSUER, user, soon, roles),
        "unsigned", base64("{\"alg\":\"none\"}") + "." + body + ".",
        "signed with the public key", hashed(body),
        "changed", good.substring(0, good.length() - 8) + "AAAAAAAA",
        "no token at all", "letmein");
  }

  /** What a verifier that takes the algorithm from the token would accept. */
  private static String hashed(String body) {
    String signed = base64("{\"alg\":\"HS256\",\"kid\":\"%s\"}".formatted(KEY_ID)) + "." + body;
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(PAIR.getPublic().getEncoded(), "HmacSHA256"));
      byte[] signature = mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String token(String user, Instant expires, String... roles) {
    return token(PAIR, ISSUER, user, expires, roles);
  }

  private static String token(
      KeyPair pair, String issuer, String user, Instant expires, String... roles) {
    return Jwt.issuer(issuer)
        .subject(user)
        .upn(user)
        .groups(Set.of(roles))
        .issuedAt(expires.minusSeconds(7200))
        .expiresAt(expires)
        .jws()
        .keyId(KEY_ID)
        .sign(pair.getPrivate());
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
