package dev.fairlead.intake.imports.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  @ParameterizedTest
  @CsvSource({
    "姓名, fullName",
    "手机, phone",
    "电话, phone",
    "手机号（必填）, phone",
    "邮箱, email",
    "公司, company",
    "省份, region",
    "城市, city",
    "行业, industry",
    "客户类型, segment",
    "备注, message",
    "First Name, firstName",
    "E-Mail, email",
    "Mobile Phone, phone",
    "Company name*, company",
    "product_line, productLine",
    "externalId, externalId",
    "form_name, form_name",
    "ＰＨＯＮＥ, phone"
  })
  void a_header_tells_the_field(String header, String field) {
    assertThat(Columns.guess(List.of(header), List.of()).getFirst().field()).isEqualTo(field);
  }

  @Test
  void of_two_columns_for_one_field_the_likelier_is_it_and_the_other_an_answer() {
    List<Column> columns = Columns.guess(List.of("电话", "手机", "邮箱"), List.of());

    assertThat(columns).extracting(Column::field).containsExactly(null, "phone", "email");
  }

  @Test
  void cells_tell_the_field_where_the_header_does_not() {
    List<Column> columns =
        Columns.guess(
            List.of("A", "B", "C"),
            List.of(
                List.of("139 0000 0001", "a@example.com", "x"),
                List.of("+86-13900000002", "b@example.com", "y")));

    assertThat(columns).extracting(Column::field).containsExactly("phone", "email", null);
    assertThat(columns).extracting(Column::guessed).containsExactly("cells", "cells", null);
  }

  @Test
  void samples_are_masked() {
    List<Column> columns =
        Columns.guess(
            List.of("姓名", "手机", "邮箱", "城市", "密语"),
            List.of(List.of("李娜", "13900000001", "li.na@example.com", "苏州", "secret wish")));

    assertThat(columns)
        .flatExtracting(Column::samples)
        .containsExactly("李**", "139****01", "l***@example.com", "苏州", "s**");
  }

  @Test
  void a_first_row_with_a_number_or_an_address_is_no_header() {
    assertThat(Columns.isHeader(List.of("姓名", "手机"))).isTrue();
    assertThat(Columns.isHeader(List.of("李娜", "13900000001"))).isFalse();
  }

  @Test
  void headers_are_made_distinct() {
    assertThat(Columns.distinct(List.of("A", "", "A", "A ")))
        .containsExactly("A", "Column 2", "A (2)", "A (3)");
  }

  @Test
  void a_row_is_read_by_its_mapping_and_the_rest_become_answers() {
    Mapping mapping = new Mapping(Map.of("手机", "phone", "区", "street", "路", "street", "秘密", ""));

    Map<String, String> row =
        mapping.apply(
            List.of("手机", "区", "路", "秘密", "数量", "email"),
            List.of(" 139 ", "浦东新区", "张江路1号", "x", "5", "kept", "more"),
            SHANGHAI);

    assertThat(row)
        .containsExactly(
            Map.entry("phone", "139"),
            Map.entry("street", "浦东新区 张江路1号"),
            Map.entry("数量", "5"),
            Map.entry("email (column)", "kept"),
            Map.entry("Column 7", "more"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-25 09:30, 2026-03-25T09:30+08:00",
    "2026/3/5 9:30:15, 2026-03-05T09:30:15+08:00",
    "2026-03-25T09:30, 2026-03-25T09:30+08:00",
    "2026年3月5日, 2026-03-05T00:00+08:00",
    "2026-03-25T01:30:00Z, 2026-03-25T01:30:00Z",
    "yesterday, yesterday"
  })
  void times_of_spreadsheets_get_the_zone_they_lack(String cell, String iso) {
    assertThat(SheetTime.iso(cell, SHANGHAI)).isEqualTo(iso);
  }

  @Test
  void what_a_spreadsheet_would_run_is_made_plain_text() {
    assertThat(ErrorLine.of(List.of("=1+1", "+86139", "-x", "@a", "a,\"b\"", "李娜")))
        .isEqualTo("'=1+1,'+86139,'-x,'@a,\"a,\"\"b\"\"\",李娜\r\n");
  }
}
