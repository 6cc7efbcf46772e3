package dev.fairlead.notification.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RendererTest {

  private final Renderer renderer = new Renderer();

  @Test
  void valuesStandInTheirPlacesAndHtmlIsEscaped() {
    // Given
    Map<String, String> values = Map.of("text", "<b>Acme & Co</b>", "about", "");

    // Then
    assertThat(renderer.text("{text}{#if about}!{/if}", values)).isEqualTo("<b>Acme & Co</b>");
    assertThat(renderer.html("<p>{text}</p>", values))
        .isEqualTo("<p>&lt;b&gt;Acme &amp; Co&lt;/b&gt;</p>");
    assertThat(renderer.line("a\nb\t{text}", values)).contains("a b <b>Acme & Co</b>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{contact.phone}", "{#if text}", "{text.class.name}", "{text.repeat(9)}"})
  void whatIsUnknownOrBrokenIsAFaultAndNeverReachesBehindTheValues(String template) {
    // Given
    Map<String, String> values = Map.of("text", "x");

    // Then
    assertThat(renderer.fault("text", template, values)).isPresent();
    assertThat(renderer.line(template, values)).isEmpty();
  }

  @Test
  void aTemplateThatIsTooLongIsRefused() {
    assertThat(renderer.fault("text", "x".repeat(20_001), Map.of())).isPresent();
  }
}
