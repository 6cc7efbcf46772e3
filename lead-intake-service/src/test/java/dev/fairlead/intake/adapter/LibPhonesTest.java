package dev.fairlead.intake.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LibPhonesTest {

  private final LibPhones phones = new LibPhones();

  @Test
  void a_number_without_its_country_is_read_in_the_default_one() {
    assertThat(phones.e164("139 0000 0001", "CN")).isEqualTo("+8613900000001");
    assertThat(phones.e164("(650) 253-0000", "US")).isEqualTo("+16502530000");
  }

  @Test
  void a_number_with_its_country_is_read_as_it_stands() {
    assertThat(phones.e164("+971 50 000 0001", "CN")).isEqualTo("+971500000001");
    assertThat(phones.e164("＋86 139-0000-0001", "US")).isEqualTo("+8613900000001");
  }

  @Test
  void a_number_that_is_none_there_is_not_guessed() {
    assertThat(phones.e164("(650) 555-0101", "CN")).isNull();
    assertThat(phones.e164("12345", "CN")).isNull();
  }
}
