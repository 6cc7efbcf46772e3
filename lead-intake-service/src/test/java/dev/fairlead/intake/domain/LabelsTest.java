package dev.fairlead.intake.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelsTest {

  @ParameterizedTest
  @CsvSource({
    "Your name, Ada, fullName",
    "your-name, Ada, fullName",
    "What is your first name?, Ada, firstName",
    "Prénom, Ada, firstName",
    "Nachname *, L, lastName",
    "姓名, 张三, fullName",
    "您的手机号码, 13800138000, phone",
    "Your best e-mail, a@example.com, email",
    "Work email address, a@example.com, email",
    "Where may we e-mail you?, a@example.com, email",
    "WhatsApp, (85) 90000-0000, phone",
    "Téléphone portable, +33155500101, phone",
    "your-tel, +16505550166, phone",
    "Business name, Example Ltd, company",
    "Entreprise, Exemple SARL, company",
    "公司名称, 示例, company",
    "postalCode, 94043, postalCode",
    "Straße, Hauptstr. 1, street"
  })
  void labels_of_many_languages_are_understood(String label, String value, String canonical) {
    assertThat(Labels.guess(label, value)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource({
    "your-subject, Pricing",
    "Email, none",
    "Phone model, iPhone 15",
    "Do you want a phone call?, yes",
    "Budget, 100000",
    "预算, 10-20万",
    "?!, x"
  })
  void what_is_not_sure_is_not_guessed(String label, String value) {
    assertThat(Labels.guess(label, value)).isNull();
  }

  @Test
  void a_novel_is_no_label() {
    assertThat(Labels.guess("email ".repeat(50), "a@example.com")).isNull();
  }
}
