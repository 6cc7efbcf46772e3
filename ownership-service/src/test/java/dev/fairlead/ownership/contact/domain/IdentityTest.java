package dev.fairlead.ownership.contact.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityTest {

  @ParameterizedTest
  @CsvSource({
    "' Li.Lei@Example.COM ', li.lei@example.com",
    "ｌｉ＠ｅｘａｍｐｌｅ．ｃｏｍ, li@example.com",
    "li@例え.jp, li@xn--r8jz45g.jp",
    "li+tag@example.com, li+tag@example.com"
  })
  void anAddressHasOneForm(String sent, String form) {
    assertThat(Objects.requireNonNull(Identity.email(sent)).value()).isEqualTo(form);
  }

  @ParameterizedTest
  @CsvSource({"li", "li@", "@example.com", "'li lei@example.com'", "li@example"})
  void whatIsNoAddressIsNone(String sent) {
    assertThat(Identity.email(sent)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "苏州恒锐（集团）有限公司, 苏州恒锐",
    "苏州恒锐集团, 苏州恒锐",
    "' ACME  Co., Ltd. ', acme",
    "Acme GmbH & Co. KG, acme",
    "Müller Söhne AG, müllersöhne",
    "有限公司, 有限公司",
    "某公司, 某公司"
  })
  void aCompanyHasOneNameHoweverItIsWritten(String sent, String bare) {
    assertThat(Objects.requireNonNull(Identity.company(sent)).value()).isEqualTo(bare);
  }

  @Test
  void equalTextsOfTwoKindsAreNotOneIdentity() {
    assertThat(Objects.requireNonNull(Identity.wechat("Acme")).hashed())
        .isNotEqualTo(Objects.requireNonNull(Identity.company("acme")).hashed());
  }

  @ParameterizedTest
  @CsvSource({"张伟, 张*", "欧阳娜娜, 欧*", "Zhang Wei, Z***", "𠮷田, 𠮷*", "' Li ', L***"})
  void aMaskedNameTellsItsBeginningOnly(String name, String masked) {
    assertThat(MaskedName.of(name)).isEqualTo(masked);
  }
}
