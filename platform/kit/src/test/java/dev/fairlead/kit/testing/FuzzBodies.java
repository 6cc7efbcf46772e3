package dev.fairlead.kit.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.events.EventType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Bodies of events that nobody should send: the approved samples with something in them that is
 * missing, of another type, or far beyond what is usual; and bodies that are no events at all.
 */
final class FuzzBodies {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
  private static final int LONG_TEXT = 900_000;
  private static final int MANY = 20_000;

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "\u0000",
          "a\u0000b",
          "\ud800",
          "no-such-value",
          "019d229c-9788-7b9b-89d3-f1163e4de72b",
          "-999999999-01-01T00:00:00Z",
          "+999999999-12-31T23:59:59.999999999Z",
          "0001-01-01T00:00:00Z",
          "9999-12-31T23:59:59Z",
          "2026-03-25",
          "P999999999D",
          "PT-1S",
          "PT0S",
          "PT2562047788015215H",
          "-1",
          "NaN");

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-1",
          "0.1",
          "2147483648",
          "9223372036854775807",
          "-9223372036854775808",
          "9223372036854775808",
          "1e400",
          "1e-400",
          "1e999999999",
          "1e-999999999");

  private final Random random;
  private final String mark;

  /**
   * Bodies after a seed.
   *
   * @param mark stands in contact data and wherever else text may, to be looked for afterwards
   */
  FuzzBodies(long seed, String mark) {
    this.random = new Random(seed);
    this.mark = mark;
  }

  /** A good body of this type, about something that nobody has met yet. */
  static ObjectNode good(EventType type) {
    try (InputStream in =
        FuzzBodies.class.getResourceAsStream("/samples/" + type.name() + ".json")) {
      ObjectNode body = (ObjectNode) JSON.readTree(in);
      String id = body.has("leadId") ? "leadId" : "id";
      if (!body.path(id).asText().equals("regions")) {
        body.put(id, UUID.randomUUID().toString());
      }
      return body;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A body of this type in which one to three things are not as they should be. */
  byte[] twisted(EventType type) {
    ObjectNode body = good(type);
    for (JsonNode contact : body.findValues("contact")) {
      ((ObjectNode) contact).put("fullName", mark).put("email", mark + "@example.com");
    }
    if (body.has("message")) {
      body.put("message", mark);
    }
    for (int i = random.nextInt(3); i >= 0; i--) {
      twist(body);
    }
    return bytes(body.toString());
  }

  private void twist(ObjectNode body) {
    List<ObjectNode> places = new ArrayList<>();
    collect(body, places);
    ObjectNode place = places.get(random.nextInt(places.size()));
    List<String> names = new ArrayList<>();
    place.fieldNames().forEachRemaining(names::add);
    if (names.isEmpty()) {
      place.set(mark, value());
      return;
    }
    String name = names.get(random.nextInt(names.size()));
    switch (random.nextInt(6)) {
      case 0 -> place.remove(name);
      case 1 -> place.putNull(name);
      case 2 -> place.set(name, value());
      default -> place.set(name, alike(place.path(name)));
    }
  }

  private static void collect(JsonNode node, List<ObjectNode> places) {
    if (node instanceof ObjectNode object) {
      places.add(object);
    }
    node.forEach(child -> collect(child, places));
  }

  /** Something of the same JSON type. */
  private JsonNode alike(JsonNode before) {
    return switch (before.getNodeType()) {
      case NUMBER -> number();
      case STRING -> text();
      case BOOLEAN -> NODES.booleanNode(!before.asBoolean());
      case ARRAY -> array(before.path(0));
      default -> value();
    };
  }

  private JsonNode value() {
    return switch (random.nextInt(6)) {
      case 0 -> NODES.nullNode();
      case 1 -> number();
      case 2 -> NODES.booleanNode(true);
      case 3 -> array(NODES.textNode(mark));
      case 4 -> NODES.objectNode().put(mark, mark);
      default -> text();
    };
  }

  private JsonNode number() {
    return NODES.numberNode(new BigDecimal(one(NUMBERS)));
  }

  private JsonNode text() {
    int choice = random.nextInt(TEXTS.size() + 4);
    if (choice < TEXTS.size()) {
      return NODES.textNode(TEXTS.get(choice));
    }
    return NODES.textNode(random.nextInt(12) == 0 ? "长".repeat(LONG_TEXT / 3) : mark);
  }

  private JsonNode array(JsonNode element) {
    ArrayNode array = NODES.arrayNode();
    int size = random.nextInt(8) == 0 ? MANY / Math.max(1, element.toString().length()) : 2;
    for (int i = 0; i < size; i++) {
      array.add(element);
    }
    return random.nextBoolean() ? array.addNull() : array;
  }

  /** Bodies that are not of the shape of any event, or not even JSON. */
  List<byte[]> shapeless() {
    byte[] garbage = new byte[1000];
    random.nextBytes(garbage);
    return List.of(
        garbage,
        bytes(""),
        bytes(" "),
        bytes(mark),
        bytes("null"),
        bytes("3"),
        bytes("\"" + mark + "\""),
        bytes("[]"),
        bytes("[{\"leadId\":\"" + mark + "\"}]"),
        bytes("{}"),
        bytes("{\"leadId\":null,\"id\":null}"),
        bytes("{\"leadId\":{\"" + mark + "\":1},\"id\":[1]}"),
        bytes("{\"leadId\":\"" + mark + "\""),
        bytes("{\"leadId\":\"a\",\"leadId\":\"b\",\"id\":\"a\",\"id\":\"b\"}"),
        bytes("[".repeat(200_000)),
        bytes("{\"id\":\"regions\",\"nodes\":" + nested(900) + "}"),
        bytes("{\"a\":".repeat(50_000)),
        bytes("{\"value\":" + "9".repeat(200_000) + "}"),
        bytes("\ufeff{}"),
        "{\"leadId\":\"x\"}".getBytes(StandardCharsets.UTF_16));
  }

  private static String nested(int depth) {
    return "[{\"name\":\"n\",\"children\":".repeat(depth / 2) + "[]" + "}]".repeat(depth / 2);
  }

  private <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
