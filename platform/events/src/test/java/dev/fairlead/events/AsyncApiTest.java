package dev.fairlead.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AsyncApiTest {

  private static final Path DOCUMENT = Approved.path("docs/asyncapi.yaml");

  @Test
  void the_document_is_the_one_of_the_code() throws IOException {
    Approved.check(DOCUMENT, new AsyncApi(TopicList.read()).yaml());
  }

  @Test
  void every_reference_leads_somewhere() throws IOException {
    assumeThat(Approved.isApproving()).as("files are being rewritten").isFalse();
    JsonNode document = new YAMLMapper().readTree(Files.readAllBytes(DOCUMENT));

    assertThat(document.findValuesAsText("$ref"))
        .isNotEmpty()
        .allSatisfy(
            ref -> {
              if (ref.startsWith("#")) {
                assertThat(document.at(ref.substring(1)).isMissingNode()).as(ref).isFalse();
              } else {
                assertThat(DOCUMENT.resolveSibling(ref)).exists();
              }
            });
  }
}
