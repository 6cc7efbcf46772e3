package dev.fairlead.intake.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InspectionTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "GB18030", "UTF-16"})
  void the_charset_of_a_csv_file_is_found_out(String charset) throws IOException {
    Path file = csv("姓名,手机\r\n李娜,13900000001\r\n王伟,13900000002\r\n", Charset.forName(charset));

    Inspection seen = Inspection.of(file, null, null, 10);

    assertThat(seen.shape().charset()).isEqualTo(charset);
    assertThat(seen.headers()).containsExactly("姓名", "手机");
    assertThat(seen.samples()).contains(List.of("李娜", "13900000001"));
    assertThat(seen.rows()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void the_delimiter_is_found_out(String delimiter) throws IOException {
    Path file =
        csv("\uFEFFa" + delimiter + "\"b,;\"\n1" + delimiter + "2\n", StandardCharsets.UTF_8);

    Inspection seen = Inspection.of(file, null, null, 10);

    assertThat(seen.shape().delimiter()).isEqualTo(delimiter);
    assertThat(seen.headers()).containsExactly("a", "b,;");
  }

  @Test
  void a_file_without_headers_gets_them() throws IOException {
    Inspection seen =
        Inspection.of(
            csv("李娜,13900000001\n\n王伟,13900000002\n", StandardCharsets.UTF_8), null, null, 10);

    assertThat(seen.headers()).containsExactly("Column 1", "Column 2");
    assertThat(seen.rows()).isEqualTo(2);
  }

  @Test
  void cells_of_a_sheet_are_read_as_people_see_them_and_formulas_as_last_computed()
      throws IOException {
    Path file = folder.resolve("leads.xlsx");
    try (OutputStream out = Files.newOutputStream(file);
        Workbook workbook = new Workbook(out, "test", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("线索");
      sheet.value(0, 0, "手机");
      sheet.value(0, 1, "提交时间");
      sheet.value(0, 2, "金额");
      sheet.value(1, 0, 13_900_000_001L);
      sheet.value(1, 1, LocalDateTime.of(2026, 3, 25, 9, 30));
      sheet.style(1, 1).format("yyyy-MM-dd H:mm").set();
      sheet.value(1, 2, 1200.5);
    }

    Inspection seen = Inspection.of(file, null, "线索", 10);

    assertThat(seen.shape().format()).isEqualTo(FileShape.Format.XLSX);
    assertThat(seen.samples().getFirst())
        .containsExactly("13900000001", "2026-03-25T09:30", "1200.5");
    assertThatThrownBy(() -> Inspection.of(file, null, "other", 10))
        .isInstanceOfSatisfying(
            UnreadableFile.class, e -> assertThat(e.code()).isEqualTo("import.sheet"));
  }

  @Test
  void what_cannot_be_imported_is_refused_with_its_reason() throws IOException {
    assertRefused("import.empty", csv("\n\n", StandardCharsets.UTF_8));
    assertRefused("import.malformed", csv("a,b\n\"open,1\n", StandardCharsets.UTF_8));
    assertRefused("import.format", csv("a\0b,c\n", StandardCharsets.UTF_8));
    assertRefused("import.too-many-rows", csv("a\n" + "x\n".repeat(11), StandardCharsets.UTF_8));
    assertRefused("import.charset", bytes(new byte[] {'a', ',', (byte) 0xFF, (byte) 0xFF, '\n'}));
    assertRefused("import.format", bytes(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0}));
    assertRefused("import.malformed", bytes(new byte[] {'P', 'K', 3, 4, 5}));
  }

  @Test
  void a_zip_bomb_is_refused_before_it_is_read() throws IOException {
    Path file = folder.resolve("bomb.xlsx");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
      byte[] blanks = new byte[1 << 20];
      for (int i = 0; i < 64; i++) {
        zip.write(blanks);
      }
    }

    assertRefused("import.unpacked-size", file);
  }

  @Test
  void a_document_with_entities_is_refused() throws IOException {
    Path file = folder.resolve("entities.xlsx");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
      zip.write(
          "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"c\">]><a/>"
              .getBytes(StandardCharsets.UTF_8));
    }

    assertRefused("import.malformed", file);
  }

  @Test
  void rows_go_on_where_they_were_left() throws IOException {
    Path file = csv("a\n1\n2\n3\n", StandardCharsets.UTF_8);
    FileShape shape = Inspection.of(file, null, null, 10).shape();
    List<String> cells = new ArrayList<>();

    try (RowSource rows = Inspection.openData(file, shape)) {
      rows.next();
      for (RowSource.Row row = rows.next(); row != null; row = rows.next()) {
        cells.add(row.number() + row.cells().getFirst());
      }
    }

    assertThat(cells).containsExactly("32", "43");
  }

  private static void assertRefused(String code, Path file) {
    assertThatThrownBy(() -> Inspection.of(file, null, null, 10))
        .isInstanceOfSatisfying(UnreadableFile.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private Path csv(String text, Charset charset) throws IOException {
    return bytes(text.getBytes(charset));
  }

  private Path bytes(byte[] bytes) throws IOException {
    return Files.write(Files.createTempFile(folder, "file", null), bytes);
  }
}
