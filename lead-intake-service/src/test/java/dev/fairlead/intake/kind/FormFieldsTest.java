package dev.fairlead.intake.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.intake.domain.RawRequest;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FormFieldsTest {

  private static final String FORM = "application/x-www-form-urlencoded";

  @Property
  void whatever_a_browser_encodes_is_read_back(
      @ForAll("values") String value, @ForAll("charsets") String charset) {
    Charset its = Charset.forName(charset);
    String body = "_charset_=" + charset + "&a=" + URLEncoder.encode(value, its);

    assertThat(first(FORM, body, "a")).isEqualTo(value);
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.strings()
        .withChars("aZ9 &=+%/中文姓名")
        .ofMinLength(1)
        .ofMaxLength(20)
        .map(text -> "x" + text + "x");
  }

  @Provide
  Arbitrary<String> charsets() {
    return Arbitraries.of("UTF-8", "GBK", "GB18030");
  }

  @Test
  void a_stray_percent_sign_stands_for_itself() {
    assertThat(first(FORM, "a=100%&b=5%zz", "a")).isEqualTo("100%");
    assertThat(first(FORM, "a=100%&b=5%zz", "b")).isEqualTo("5%zz");
  }

  @Test
  void a_charset_nobody_knows_makes_the_form_unreadable() {
    assertThat(FormFields.of(raw(FORM + "; charset=klingon", "a=b"), null)).isEmpty();
  }

  @Test
  void parts_are_found_by_their_boundary_and_files_passed_over() {
    String body =
        "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\none\r\ntwo\r\n"
            + "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"\r\n\r\nfile\r\n"
            + "--B--\r\n";
    String type = "multipart/form-data; boundary=B";

    assertThat(first(type, body, "a")).isEqualTo("one\r\ntwo");
    assertThat(first(type, body, "f")).isNull();
  }

  private static @Nullable String first(String type, String body, String name) {
    return FormFields.of(raw(type, body), null).orElseThrow().first(name);
  }

  private static RawRequest raw(String type, String body) {
    return new RawRequest(
        "POST",
        "/in/form/x",
        null,
        Map.of("content-type", type),
        null,
        body.getBytes(StandardCharsets.UTF_8),
        Instant.EPOCH);
  }
}
