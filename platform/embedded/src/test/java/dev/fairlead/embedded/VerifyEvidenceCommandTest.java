package dev.fairlead.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.events.evidence.Evidence;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyEvidenceCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @Test
  void a_whole_pack_is_said_to_be_whole_with_its_head() throws IOException {
    ObjectNode pack = pack();

    assertThat(run(pack)).isTrue();

    assertThat(said.toString(StandardCharsets.UTF_8))
        .isEqualToIgnoringNewLines(
            "WHOLE lead l1, 1 entries, 0 activities, head " + pack.path("head").asText());
  }

  @Test
  void the_first_broken_entry_is_named() throws IOException {
    ObjectNode pack = pack();
    ((ObjectNode) pack.path("entries").path(0)).put("to", "somebody-else");

    assertThat(run(pack)).isFalse();

    assertThat(said.toString(StandardCharsets.UTF_8)).startsWith("BROKEN entry 1:");
  }

  @Test
  void a_head_noted_before_must_be_in_it() throws IOException {
    assertThat(run(pack(), "--head", "00ff")).isFalse();
  }

  @Test
  void what_is_no_json_is_a_trouble_in_words() throws IOException {
    Path file = Files.writeString(directory.resolve("pack.json"), "no pack");

    assertThatThrownBy(() -> command(file.toString()).run())
        .isInstanceOf(Trouble.class)
        .hasMessageContaining("pack.json");
  }

  private boolean run(ObjectNode pack, String... options) throws IOException {
    Path file = Files.write(directory.resolve("pack.json"), JSON.writeValueAsBytes(pack));
    String[] words = java.util.Arrays.copyOf(options, options.length + 1);
    words[options.length] = file.toString();
    return command(words).run();
  }

  private VerifyEvidenceCommand command(String... words) {
    return new VerifyEvidenceCommand(
        new Arguments(List.of(words), Set.of("--head"), Set.of()),
        new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  private static ObjectNode pack() {
    ObjectNode entry = JSON.createObjectNode().put("leadId", "l1").put("seq", 1).put("to", "a");
    entry.put("previousHash", Evidence.genesis("l1"));
    entry.put("hash", Evidence.hash(entry));
    ObjectNode pack = JSON.createObjectNode().put("format", Evidence.FORMAT).put("leadId", "l1");
    pack.put("count", 1).put("head", entry.path("hash").asText());
    pack.putArray("entries").add(entry);
    pack.putArray("activities");
    return pack;
  }
}
