package dev.fairlead.kit.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;

/** Values after a schema, many of them a little or quite wrong. */
final class FuzzValues {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int DEEPEST = 6;

  private static final List<String> ORDINARY =
      List.of(
          "east",
          "han-meimei",
          "01980000-0000-7000-8000-000000000001",
          "2026-03-25T09:00:00Z",
          "2026-03-25",
          "P10D",
          "PT30M",
          "10",
          "manager",
          "rep",
          "team",
          "day",
          "csv",
          "Asia/Shanghai",
          "华东区",
          "a@example.com",
          "13812345678");

  private static final List<String> NASTY =
      List.of(
          "",
          " ",
          "\u0000",
          "a\u0000b",
          "\ud800",
          "💥".repeat(50),
          "x".repeat(6000),
          "'; drop table lead; --",
          "../../../etc/passwd",
          "%00%2e%2e",
          "-1",
          "9223372036854775808",
          "1e400",
          "NaN",
          "2026-13-45T99:99:99Z",
          "+999999999-12-31T23:59:59Z",
          "-999999999-01-01T00:00:00Z",
          "P-1D",
          "P999999999D",
          "PT0S",
          "null",
          "[]",
          "{\"a\":1}",
          "<script>alert(1)</script>",
          "${jndi:ldap://x}",
          "\r\nX-Injected: 1",
          "\u202e\u200b",
          "'",
          "\\");

  private final JsonNode document;
  private final Random random;

  FuzzValues(JsonNode document, long seed) {
    this.document = document;
    this.random = new Random(seed);
  }

  /** True once in so many times. */
  boolean chance(int outOf) {
    return random.nextInt(outOf) == 0;
  }

  /** A value for a path or a query. */
  String text(JsonNode schema) {
    JsonNode value = value(schema, 0);
    return value.isValueNode() ? value.asText() : value.toString();
  }

  /** A body: mostly after the schema, sometimes no JSON at all. */
  String body(JsonNode content) {
    return switch (random.nextInt(12)) {
      case 0 -> "{\"a\":";
      case 1 -> "[".repeat(3000);
      case 2 -> "null";
      case 3 -> pick(NASTY);
      default -> value(content.path("schema"), 0).toString();
    };
  }

  private JsonNode value(JsonNode schema, int depth) {
    JsonNode resolved = resolve(schema);
    if (chance(6) || depth > DEEPEST) {
      return wrong(depth);
    }
    JsonNode options = resolved.path("enum");
    if (!options.isEmpty()) {
      return options.get(random.nextInt(options.size()));
    }
    return switch (type(resolved)) {
      case "object" -> object(resolved, depth);
      case "array" -> array(resolved, depth);
      case "integer" -> NODES.numberNode(integer());
      case "number" -> NODES.numberNode(new BigDecimal(integer()).movePointLeft(2));
      case "boolean" -> NODES.booleanNode(random.nextBoolean());
      default -> NODES.textNode(chance(3) ? pick(NASTY) : pick(ORDINARY));
    };
  }

  private JsonNode wrong(int depth) {
    return switch (random.nextInt(6)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.numberNode(new BigInteger("9".repeat(40)));
      case 2 -> NODES.arrayNode().add(NODES.nullNode()).add(pick(NASTY));
      case 3 -> NODES.objectNode().put(pick(NASTY), pick(NASTY));
      case 4 -> NODES.booleanNode(depth % 2 == 0);
      default -> NODES.textNode(pick(NASTY));
    };
  }

  private ObjectNode object(JsonNode schema, int depth) {
    ObjectNode object = NODES.objectNode();
    schema
        .path("properties")
        .properties()
        .forEach(
            property -> {
              if (!chance(4)) {
                object.set(property.getKey(), value(property.getValue(), depth + 1));
              }
            });
    JsonNode others = schema.path("additionalProperties");
    if (others.isObject() || schema.path("properties").isEmpty()) {
      for (int i = random.nextInt(3); i > 0; i--) {
        object.set(pick(chance(2) ? NASTY : ORDINARY), value(others, depth + 1));
      }
    }
    return object;
  }

  private ArrayNode array(JsonNode schema, int depth) {
    ArrayNode array = NODES.arrayNode();
    for (int i = random.nextInt(4); i > 0; i--) {
      array.add(value(schema.path("items"), depth + 1));
    }
    return array;
  }

  private BigInteger integer() {
    return switch (random.nextInt(5)) {
      case 0 -> BigInteger.valueOf(-1);
      case 1 -> BigInteger.ZERO;
      case 2 -> BigInteger.valueOf(Long.MAX_VALUE);
      default -> BigInteger.valueOf(random.nextInt(1000));
    };
  }

  private JsonNode resolve(JsonNode schema) {
    JsonNode resolved = schema;
    for (int hops = 0; resolved.has("$ref") && hops < DEEPEST; hops++) {
      resolved = document.at(resolved.path("$ref").asText().substring(1));
    }
    for (String combined : List.of("allOf", "anyOf", "oneOf")) {
      if (resolved.path(combined).size() > 0) {
        resolved = resolve(resolved.path(combined).get(0));
      }
    }
    return resolved == null ? MissingNode.getInstance() : resolved;
  }

  /** OpenAPI 3.1 has lists of types; the first that is not null counts. */
  private static String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    if (type.isArray()) {
      for (JsonNode one : type) {
        if (!one.asText().equals("null")) {
          return one.asText();
        }
      }
    }
    String named = type.asText("");
    return named.isEmpty() && schema.has("properties") ? "object" : named;
  }

  private String pick(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }
}
