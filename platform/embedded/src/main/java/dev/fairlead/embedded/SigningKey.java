package dev.fairlead.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The key pair with which the embedded installation signs its tokens (RS256). */
final class SigningKey {

  private final RSAPrivateCrtKey key;
  private final String id;

  private SigningKey(RSAPrivateCrtKey key) {
    this.key = key;
    this.id = thumbprint(key);
  }

  /** The installation's key, made on first use. */
  static SigningKey of(Keys keys) {
    String encoded =
        keys.once(
            "signing.key",
            () -> {
              try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                byte[] pkcs8 = generator.generateKeyPair().getPrivate().getEncoded();
                return Base64.getEncoder().encodeToString(pkcs8);
              } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
              }
            });
    try {
      return new SigningKey(
          (RSAPrivateCrtKey)
              KeyFactory.getInstance("RSA")
                  .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(encoded))));
    } catch (GeneralSecurityException e) {
      throw new Trouble("keys/signing.key is damaged; delete it to get a new one.", e);
    }
  }

  /** The public half as a JSON Web Key Set. */
  String keySet() {
    Map<String, Object> publicKey = new LinkedHashMap<>();
    publicKey.put("kty", "RSA");
    publicKey.put("use", "sig");
    publicKey.put("alg", "RS256");
    publicKey.put("kid", id);
    publicKey.put("n", number(key.getModulus()));
    publicKey.put("e", number(key.getPublicExponent()));
    return json(Map.of("keys", List.of(publicKey)));
  }

  /** A JSON Web Token with these claims. */
  String sign(Map<String, Object> claims) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("alg", "RS256");
    header.put("typ", "JWT");
    header.put("kid", id);
    String content = base64(utf8(json(header))) + "." + base64(utf8(json(claims)));
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(utf8(content));
      return content + "." + base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** RFC 7638: the hash of the public members in a fixed order. */
  private static String thumbprint(RSAPrivateCrtKey key) {
    String members =
        "{\"e\":\"%s\",\"kty\":\"RSA\",\"n\":\"%s\"}"
            .formatted(number(key.getPublicExponent()), number(key.getModulus()));
    try {
      return base64(MessageDigest.getInstance("SHA-256").digest(utf8(members)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String number(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return base64(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String json(Object value) {
    try {
      return JsonHttp.JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
