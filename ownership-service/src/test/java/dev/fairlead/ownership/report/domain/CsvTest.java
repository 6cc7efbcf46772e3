package dev.fairlead.ownership.report.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class CsvTest {

  @Test
  void cellsAreQuotedWhereTheyMustBe() {
    assertThat(new Csv().line("a,b", "say \"hi\"", "two\nlines", null, 3, "plain"))
        .hasToString("\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",,3,plain\r\n");
  }

  @Test
  void noTextIsTakenForAFormula() {
    assertThat(new Csv().line("=1+1", "+86", "-x", "@sum", "\tx"))
        .hasToString("'=1+1,'+86,'-x,'@sum,'\tx\r\n");
  }

  @Test
  void numbersStayNumbers() {
    assertThat(new Csv().line(new BigDecimal("-12.50"), -3L, new BigDecimal("1E+3")))
        .hasToString("-12.50,-3,1000\r\n");
  }
}
