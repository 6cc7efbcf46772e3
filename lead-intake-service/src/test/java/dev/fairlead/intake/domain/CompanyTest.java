package dev.fairlead.intake.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompanyTest {

  @ParameterizedTest
  @CsvSource({
    "苏州恒锐精密机械有限公司, 苏州恒锐精密机械",
    "苏州恒锐精密机械股份有限公司, 苏州恒锐精密机械",
    "苏州恒锐精密机械有限责任公司, 苏州恒锐精密机械",
    "苏州恒锐 精密机械（集团）有限公司, 苏州恒锐精密机械",
    "'Acme Co., Ltd.', acme",
    "ACME CO.LTD, acme",
    "Ａｃｍｅ　Inc., acme",
    "'Acme, Inc', acme",
    "Acme GmbH & Co. KG, acme",
    "Müller Maschinenbau GmbH, müllermaschinenbau",
    "Cisco, cisco",
    "Costa Coffee Limited, costacoffee",
    "有限公司, 有限公司"
  })
  void legal_forms_width_case_and_blanks_do_not_count(String sent, String normalised) {
    assertThat(CompanyName.normalised(sent)).isEqualTo(normalised);
  }

  @Property
  void a_normalised_name_stays_as_it_is(@ForAll String name) {
    String once = CompanyName.normalised(name);

    assertThat(CompanyName.normalised(once)).isEqualTo(once);
  }

  @Test
  void a_company_is_known_by_name_and_domain_together() {
    assertThat(Identity.company("恒锐有限公司", "hengrui.example"))
        .isEqualTo(Identity.company("恒锐", "hengrui.example"))
        .isNotEqualTo(Identity.company("恒锐", "other.example"));
    assertThat(Identity.company("恒锐有限公司", null)).isNull();
    assertThat(Identity.company("…", "hengrui.example")).isNull();
  }

  @Test
  void a_free_mail_provider_is_no_company() {
    assertThat(CompanyDomain.ofEmail("a@hengrui.example")).isEqualTo("hengrui.example");
    assertThat(CompanyDomain.ofEmail("a@qq.com")).isNull();
    assertThat(CompanyDomain.ofEmail("a@vip.163.com")).isNull();
    assertThat(CompanyDomain.ofEmail("a@notqq.com")).isEqualTo("notqq.com");
  }

  @Test
  void a_web_site_tells_the_domain() {
    assertThat(CompanyDomain.ofWebsite("https://www.Example.com/a?b")).isEqualTo("example.com");
    assertThat(CompanyDomain.ofWebsite("shop.example.com")).isEqualTo("shop.example.com");
    assertThat(CompanyDomain.ofWebsite("we have none")).isNull();
    assertThat(CompanyDomain.ofWebsite("http://192.0.2.1/")).isNull();
  }

  @Test
  void the_longest_known_beginning_of_a_page_tells_the_product_line() {
    Map<String, String> pages =
        Map.of(
            "https://www.example.com/", "all",
            "https://example.com/crm", "crm",
            "https://example.com/crm/enterprise/", "crm-enterprise");

    assertThat(ProductPages.productLine(pages, "http://example.com/crm?utm=1")).isEqualTo("crm");
    assertThat(ProductPages.productLine(pages, "https://www.example.com/crm/enterprise/x"))
        .isEqualTo("crm-enterprise");
    assertThat(ProductPages.productLine(pages, "https://example.com/crmx")).isEqualTo("all");
    assertThat(ProductPages.productLine(pages, "https://example.org/crm")).isNull();
    assertThat(ProductPages.productLine(pages, null)).isNull();
  }
}
