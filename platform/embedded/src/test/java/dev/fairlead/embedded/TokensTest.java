package dev.fairlead.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {

  private static final Instant NOW = Instant.parse("2026-03-25T10:00:00Z");

  @TempDir Path directory;

  @Test
  void a_token_carries_the_claims_that_the_services_look_at() throws Exception {
    Tokens tokens = new Tokens(SigningKey.of(new Keys(directory)));

    String token = tokens.issue("li-lei", List.of("rep", "manager"), NOW, Duration.ofHours(1));

    JsonNode claims = part(token, 1);
    assertThat(claims.path("iss").asText()).isEqualTo("https://fairlead.local");
    assertThat(claims.path("sub").asText()).isEqualTo("li-lei");
    assertThat(claims.path("upn").asText()).isEqualTo("li-lei");
    assertThat(claims.path("groups")).map(JsonNode::asText).containsExactly("rep", "manager");
    assertThat(claims.path("iat").asLong()).isEqualTo(NOW.getEpochSecond());
    assertThat(claims.path("exp").asLong()).isEqualTo(NOW.getEpochSecond() + 3600);
  }

  @Test
  void the_published_key_verifies_a_token_also_after_a_restart() throws Exception {
    String token =
        new Tokens(SigningKey.of(new Keys(directory)))
            .issue("admin", List.of("admin"), NOW, Duration.ofHours(1));

    JsonNode key =
        JsonHttp.JSON.readTree(SigningKey.of(new Keys(directory)).keySet()).path("keys").path(0);

    assertThat(key.path("kid")).isEqualTo(part(token, 0).path("kid"));
    assertThat(key.has("d")).isFalse();
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(publicKey(key));
    int dot = token.lastIndexOf('.');
    signature.update(token.substring(0, dot).getBytes(StandardCharsets.US_ASCII));
    assertThat(signature.verify(Base64.getUrlDecoder().decode(token.substring(dot + 1)))).isTrue();
  }

  @Test
  void keys_are_readable_by_their_owner_only() throws Exception {
    SigningKey.of(new Keys(directory));

    assertThat(Files.getPosixFilePermissions(directory.resolve("signing.key")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  private static JsonNode part(String token, int index) throws Exception {
    return JsonHttp.JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[index]));
  }

  private static PublicKey publicKey(JsonNode key) throws Exception {
    return KeyFactory.getInstance("RSA")
        .generatePublic(new RSAPublicKeySpec(number(key, "n"), number(key, "e")));
  }

  private static BigInteger number(JsonNode key, String member) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(key.path(member).asText()));
  }
}
