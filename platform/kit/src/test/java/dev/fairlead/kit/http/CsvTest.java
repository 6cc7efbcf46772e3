package dev.fairlead.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CsvTest {

  @Test
  void cells_are_quoted_where_they_must_be_and_absent_ones_are_empty() {
    assertThat(Csv.line(Arrays.asList("a", null, "b,c", "say \"hi\"", "x\ny", 12)))
        .isEqualTo("a,,\"b,c\",\"say \"\"hi\"\"\",\"x\ny\",12\r\n");
  }

  @Test
  void what_a_spreadsheet_would_run_is_text() {
    assertThat(Csv.line(Arrays.asList("=1+1", "@x", "-5", -5))).isEqualTo("'=1+1,'@x,'-5,-5\r\n");
  }
}
