package dev.fairlead.intake.kind;

import dev.fairlead.intake.domain.Fields;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** A flat XML document as a sender's fields: the elements within the outermost one. */
final class XmlFields {

  private XmlFields() {}

  static Optional<Fields> of(@Nullable String text) {
    return text == null ? Optional.empty() : of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The fields; empty when it is no XML, or one that refers to anything outside. */
  static Optional<Fields> of(byte[] document) {
    try {
      XMLStreamReader reader = factory().createXMLStreamReader(new ByteArrayInputStream(document));
      try {
        return Optional.of(fields(reader));
      } finally {
        reader.close();
      }
    } catch (XMLStreamException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  private static Fields fields(XMLStreamReader reader) throws XMLStreamException {
    Fields fields = new Fields();
    StringBuilder text = new StringBuilder();
    int depth = 0;
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          depth++;
          text.setLength(0);
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            text.append(reader.getText());
        case XMLStreamConstants.END_ELEMENT -> {
          if (depth > 1) {
            fields.add(reader.getLocalName(), text.toString());
          }
          text.setLength(0);
          depth--;
        }
        default -> {
          // comments and the like say nothing
        }
      }
    }
    return fields;
  }
}
