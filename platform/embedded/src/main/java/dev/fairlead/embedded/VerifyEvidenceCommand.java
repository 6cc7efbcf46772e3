package dev.fairlead.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.events.evidence.EvidencePack;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** {@code verify-evidence FILE}: whether a pack of evidence is as the ledger wrote it. */
final class VerifyEvidenceCommand {

  private final Arguments arguments;
  private final PrintStream out;

  VerifyEvidenceCommand(Arguments arguments, PrintStream out) {
    this.arguments = arguments;
    this.out = out;
  }

  /** Verifies, says what it found, and answers whether the pack is whole. */
  boolean run() {
    String file = arguments.word(0).orElseThrow(() -> new Trouble("Which file?"));
    EvidencePack pack = new EvidencePack(read(Path.of(file)));
    Optional<EvidencePack.Flaw> flaw =
        arguments.value("--head").map(pack::verify).orElseGet(pack::verify);
    if (flaw.isPresent()) {
      out.println("BROKEN " + flaw.get());
      return false;
    }
    out.println(
        "WHOLE lead %s, %d entries, %d activities, head %s"
            .formatted(pack.leadId(), pack.size(), pack.activities(), pack.head()));
    return true;
  }

  private static JsonNode read(Path file) {
    try {
      return new ObjectMapper().readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new Trouble("Cannot read " + file + ": " + Trouble.reason(e), e);
    }
  }
}
