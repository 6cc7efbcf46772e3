package dev.fairlead.notification.template;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.Variant;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Renders templates that an admin wrote. They see the values they are given and nothing else: no
 * reflection, no beans. What is unknown is an error, and HTML is escaped.
 */
@ApplicationScoped
public class Renderer {

  private static final Logger LOG = Logger.getLogger(Renderer.class);
  private static final int LONGEST = 20_000;
  private static final String HTML = "text/html";

  private final Engine engine =
      Engine.builder()
          .addDefaults()
          .addResultMapper(new HtmlEscaper(List.of(HTML)))
          .strictRendering(true)
          .build();

  /** The words; empty when the template does not work, so that what is usual can be said. */
  public Optional<String> line(String template, Map<String, String> values) {
    try {
      return Optional.of(text(template, values).replaceAll("\\p{Cntrl}+", " ").strip());
    } catch (TemplateException e) {
      LOG.warn("a template does not work and is passed over");
      return Optional.empty();
    }
  }

  /** The text as it is; fails where the template does not work. */
  public String text(String template, Map<String, String> values) {
    return engine.parse(template).render(values);
  }

  /** The HTML; fails where the template does not work. */
  public String html(String template, Map<String, String> values) {
    return engine.parse(template, Variant.forContentType(HTML)).render(values);
  }

  /** What is wrong with a template for these values; empty when nothing is. */
  Optional<String> fault(String name, String template, Map<String, String> values) {
    if (template.length() > LONGEST) {
      return Optional.of("at most " + LONGEST + " characters");
    }
    try {
      render(name, template, values);
      return Optional.empty();
    } catch (TemplateException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  String render(String name, String template, Map<String, String> values) {
    return name.equals("mailHtml") ? html(template, values) : text(template, values);
  }
}
