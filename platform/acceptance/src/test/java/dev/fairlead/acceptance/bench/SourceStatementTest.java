package dev.fairlead.acceptance.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.acceptance.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SourceStatementTest {

  @TempDir Path directory;

  static Stream<List<String>> probes() {
    return GrowthScene.ALL.stream()
        .flatMap(
            scene ->
                scene.probes().stream()
                    .map(probe -> List.of(scene.sources(), probe.source(), probe.constant())));
  }

  @ParameterizedTest
  @MethodSource("probes")
  void everyStatementThatGrowthIsMeasuredByStandsInItsService(List<String> probe) {
    // Given
    Path source = Launcher.here().resolve(probe.get(0)).resolve(probe.get(1));

    // When
    String statement = new SourceStatement(source).named(probe.get(2));

    // Then
    assertThat(statement).containsAnyOf("select ", "insert ", "update ", "delete ").contains("$1");
  }

  @Test
  void aConstantMayBeMadeOfOthers() throws IOException {
    // Given
    Path file = directory.resolve("Notes.java");
    Files.writeString(
        file,
        """
        class Notes {
          private static final String WHERE =
              \"""
              where at < $1
              \""";
          private static final String LIST =
              "select 'a;b' from note "
                  + WHERE
                  + "limit $2";
        }
        """);

    // When
    String statement = new SourceStatement(file).named("LIST");

    // Then
    assertThat(statement.strip().replaceAll("\\s+", " "))
        .isEqualTo("select 'a;b' from note where at < $1 limit $2");
  }

  @Test
  void aConstantThatIsGoneIsNoticed() throws IOException {
    // Given
    Path file = directory.resolve("Notes.java");
    Files.writeString(file, "class Notes {}");

    // When, then
    assertThatThrownBy(() -> new SourceStatement(file).named("LIST"))
        .isInstanceOf(IllegalStateException.class);
  }
}
