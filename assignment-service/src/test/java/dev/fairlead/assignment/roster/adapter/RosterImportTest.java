package dev.fairlead.assignment.roster.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.events.EventJson;
import dev.fairlead.events.RosterEvent;
import dev.fairlead.kit.http.ProblemException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RosterImportTest {

  @Test
  void listsSkillsAndNumbersAreReadFromCells() {
    List<RosterImport.Line> lines =
        RosterImport.read(
            """
            id,name,teams,skills,capacity,weight,timeZone
            li,李雷,key-a; key-b,manufacturing:3;english,20,1.5,Asia/Shanghai
            """);

    RosterEvent.Rep rep = rep(lines.getFirst(), null);
    assertThat(rep.name()).isEqualTo("李雷");
    assertThat(rep.teams()).containsExactly("key-a", "key-b");
    assertThat(rep.skills()).containsEntry("manufacturing", 3).containsEntry("english", 1);
    assertThat(rep.capacity()).isEqualTo(20);
    assertThat(rep.weight()).isEqualTo(1.5);
  }

  @Test
  void anEmptyCellKeepsWhatIsKnown() {
    ObjectNode known =
        EventJson.mapper()
            .valueToTree(
                rep(RosterImport.read("id,name,teams,region\nli,Li,a,上海\n").getFirst(), null));

    RosterEvent.Rep rep =
        rep(RosterImport.read("id,name,region,weight\nli,,,2\n").getFirst(), known);

    assertThat(rep.name()).isEqualTo("Li");
    assertThat(rep.region()).isEqualTo("上海");
    assertThat(rep.teams()).containsExactly("a");
    assertThat(rep.weight()).isEqualTo(2);
  }

  @Test
  void wrongCellsAreNamedByColumn() {
    List<RosterImport.Line> lines =
        RosterImport.read("id,name,capacity,shoeSize\nli,Li,many,43\n,,1,\n");

    assertThat(lines.getFirst().errors())
        .extracting(dev.fairlead.kit.http.Problem.Violation::pointer)
        .containsExactlyInAnyOrder("/capacity", "/shoeSize");
    assertThat(RosterImport.check(lines.get(1), null)).isNotEmpty();
  }

  @Test
  void aNewRepWithoutANameIsRefusedAndAFileThatIsNoneAsAWhole() {
    assertThat(RosterImport.check(RosterImport.read("id,weight\nli,1\n").getFirst(), null))
        .extracting(dev.fairlead.kit.http.Problem.Violation::pointer)
        .containsExactly("/name");
    assertThatThrownBy(() -> RosterImport.read("id,name\n\"li,x\n"))
        .isInstanceOf(ProblemException.class)
        .hasMessage("roster.malformed");
  }

  private static RosterEvent.Rep rep(RosterImport.Line line, @Nullable ObjectNode current) {
    var step = Objects.requireNonNull(line.step(), () -> line.errors().toString());
    return (RosterEvent.Rep) step.change().apply(current).event();
  }
}
