package dev.fairlead.ownership.conduct.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.ownership.conduct.domain.Rule;
import dev.fairlead.ownership.conduct.domain.RuleBook;
import org.junit.jupiter.api.Test;

class RulesDocumentTest {

  @Test
  void whatHoldsWithoutSettingsReadsAsItIsWritten() {
    RuleBook standard = RuleBook.standard();

    assertThat(RulesDocument.read(RulesDocument.of(standard).write()).book(0)).isEqualTo(standard);
  }

  @Test
  void aRuleThatIsNotNamedHoldsAsItDoesWithoutSettings() {
    RuleBook book =
        RulesDocument.read(
                """
                {"rules":[{"name":"swap","parameters":{"within":"P5D"},
                  "penalties":[{"nth":2,"within":"P30D","kind":"claim-suspension","lasts":"P7D"}]},
                 {"name":"mate-reclaim","enabled":false}]}
                """)
            .book(3);

    assertThat(book.enabled(Rule.Swap.class).orElseThrow().within()).hasToString("P5D");
    assertThat(book.ladder("swap").steps()).hasSize(1);
    assertThat(book.enabled(Rule.MateReclaim.class)).isEmpty();
    assertThat(book.enabled(Rule.EmptyFollowUp.class)).isPresent();
  }

  @Test
  void everyWrongPlaceIsPointedAt() {
    RulesDocument wrong =
        RulesDocument.read(
            """
            {"rules":[{"name":"nonsense"},
             {"name":"swap","parameters":{"within":"soon","often":3},
              "penalties":[{"nth":0,"kind":"flogging"}]},
             {"name":"protected-contact","parameters":{"kinds":["shoe-size"]}}]}
            """);

    assertThatThrownBy(() -> wrong.book(1))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem ->
                assertThat(problem.problem().errors())
                    .extracting(Problem.Violation::pointer)
                    .contains(
                        "/rules/0/name",
                        "/rules/1/parameters/within",
                        "/rules/1/parameters/often",
                        "/rules/1/penalties/0/nth",
                        "/rules/1/penalties/0/kind",
                        "/rules/2/parameters/kinds"));
  }
}
