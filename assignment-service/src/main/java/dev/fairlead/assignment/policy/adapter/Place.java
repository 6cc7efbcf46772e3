package dev.fairlead.assignment.policy.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fairlead.assignment.policy.domain.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A place in a policy document: what stands there, where that is, and the list that findings about
 * it go to. Reading never fails; what is wrong becomes a finding.
 */
record Place(JsonNode node, String pointer, @Nullable String ruleId, List<Finding> findings) {

  static Place root(JsonNode node, List<Finding> findings) {
    return new Place(node, "", null, findings);
  }

  Place at(String field) {
    JsonNode child = node.get(field);
    return new Place(
        child == null ? MissingNode.getInstance() : child,
        pointer + '/' + field.replace("~", "~0").replace("/", "~1"),
        ruleId,
        findings);
  }

  Place of(String rule) {
    return new Place(node, pointer, rule, findings);
  }

  List<Place> items() {
    if (present() && !node.isArray()) {
      error("policy.type", "must be a list");
    }
    List<Place> items = new ArrayList<>();
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      items.add(new Place(node.get(i), pointer + '/' + i, ruleId, findings));
    }
    return items;
  }

  boolean present() {
    return !node.isMissingNode() && !node.isNull();
  }

  @Nullable String text() {
    if (!present()) {
      return null;
    }
    if (!node.isValueNode()) {
      error("policy.type", "must be a text");
      return null;
    }
    return node.asText().isBlank() ? null : node.asText();
  }

  boolean flag(boolean usual) {
    if (present() && !node.isBoolean()) {
      error("policy.type", "must be true or false");
    }
    return node.asBoolean(usual);
  }

  /** Warns of fields nobody reads, which are most often misspelt ones. */
  Place only(String... fields) {
    if (present() && !node.isObject()) {
      error("policy.type", "must be an object");
    }
    Set<String> known = Set.of(fields);
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                at(name).warning("policy.unknown-field", "'" + name + "' means nothing here");
              }
            });
    return this;
  }

  void error(String code, String message) {
    findings.add(Finding.error(code, pointer, ruleId, message));
  }

  void warning(String code, String message) {
    findings.add(Finding.warning(code, pointer, ruleId, message));
  }
}
