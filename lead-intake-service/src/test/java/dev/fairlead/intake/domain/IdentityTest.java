package dev.fairlead.intake.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest {

  @Test
  void an_address_is_the_same_however_it_is_written() {
    assertThat(Identity.email("  Alex@Example.COM ")).isEqualTo("alex@example.com");
    assertThat(Identity.email("a@bücher.example")).isEqualTo("a@xn--bcher-kva.example");
    assertThat(Identity.email("ａlex@example.com")).isEqualTo("alex@example.com");
  }

  @Test
  void dots_and_tags_stay_since_only_some_providers_pass_over_them() {
    assertThat(Identity.email("a.b+c@gmail.com")).isEqualTo("a.b+c@gmail.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "alex",
        "@example.com",
        "a@",
        "a@b",
        "a b@example.com",
        "a@-x.com",
        "a@exa mple.com"
      })
  void what_is_no_address_is_none(String text) {
    assertThat(Identity.email(text)).isNull();
  }
}
