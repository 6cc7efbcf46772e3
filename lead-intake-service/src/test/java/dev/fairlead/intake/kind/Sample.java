package dev.fairlead.intake.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.events.EventJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** A captured request of a sender, and what has to come of it. */
record Sample(JsonNode entry) {

  private static final String FOLDER = "/samples/";

  /** Every entry of the index that is a request; the others are answers of pull APIs. */
  static List<Sample> requests() {
    return json("index.json")
        .valueStream()
        .map(Sample::new)
        .filter(sample -> sample.file().endsWith(".http"))
        .toList();
  }

  static JsonNode json(String file) {
    try {
      return EventJson.mapper().readTree(bytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(String file) {
    try (InputStream in = Sample.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalStateException("no sample " + file);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Sample named(String file) {
    return requests().stream().filter(one -> one.file().equals(file)).findFirst().orElseThrow();
  }

  String file() {
    return entry.path("file").asText();
  }

  String expect() {
    return entry.path("expect").asText();
  }

  JsonNode http() {
    return entry.path("expect_http");
  }

  JsonNode canonical() {
    return entry.path("canonical");
  }

  RawHttp request() {
    return RawHttp.of(bytes(file()));
  }

  @Override
  public String toString() {
    return file() + ": " + entry.path("why").asText();
  }
}
