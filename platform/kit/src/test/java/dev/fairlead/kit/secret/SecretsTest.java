package dev.fairlead.kit.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.kit.http.ProblemException;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretsTest {

  private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
  private final Secrets secrets = new Secrets(Optional.of(KEY));

  @Test
  void a_secret_comes_back_at_its_own_place_only() {
    String stored = secrets.seal("api/a/api_key", "open sesame");

    assertThat(secrets.open("api/a/api_key", stored)).isEqualTo("open sesame");
    assertThatThrownBy(() -> secrets.open("api/b/api_key", stored))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void the_same_secret_never_looks_the_same() {
    assertThat(secrets.seal("p", "s")).isNotEqualTo(secrets.seal("p", "s"));
  }

  @Test
  void a_key_of_the_wrong_length_is_told_at_the_start() {
    assertThatThrownBy(() -> new Secrets(Optional.of("c2hvcnQ="))).hasMessageContaining("32 bytes");
  }

  @Test
  void without_a_key_nothing_is_stored_in_the_clear() {
    assertThatThrownBy(() -> new Secrets(Optional.empty()).seal("p", "s"))
        .isInstanceOf(ProblemException.class);
  }
}
