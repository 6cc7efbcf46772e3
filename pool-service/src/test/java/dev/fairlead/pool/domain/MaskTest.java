package dev.fairlead.pool.domain;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class MaskTest {

  @Test
  void aMaskedContactIsRecognisedByWhoKnowsIt() {
    assertThat(Mask.name("张伟")).isEqualTo("张*");
    assertThat(Mask.phone("+8613800138000")).isEqualTo("+86138****8000");
    assertThat(Mask.email("li.lei@example.com")).isEqualTo("l***@example.com");
    assertThat(Mask.all("wx-1")).isEqualTo("***");
    assertThat(Mask.name(null)).isNull();
  }

  @Test
  void whatIsNoAddressIsHiddenWhole() {
    assertThat(Mask.email("@example.com")).isEqualTo("***");
    assertThat(Mask.email("not an address")).isEqualTo("***");
  }

  @Property
  void noMaskedNumberCanBeDialled(
      @ForAll @NumericChars @StringLength(min = 1, max = 20) String number) {
    assertThat(Mask.phone(number)).contains("****").doesNotContain(number);
  }
}
