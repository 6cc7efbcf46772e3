package dev.fairlead.assignment.roster.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tree of regions (大区, 省, 市, 区县), each with other names it goes by. */
public final class RegionTree {

  /** No regions at all. */
  public static final RegionTree NONE = new RegionTree(List.of());

  private final Map<String, List<String>> paths = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();

  /** A tree of these root nodes. Of two nodes with one alias the first, from the root, has it. */
  public RegionTree(List<Node> roots) {
    collectNames(roots, List.of());
    collectAliases(roots);
  }

  /** A region with other names for it and the regions below it. */
  public record Node(String name, List<String> aliases, List<Node> children) {}

  private void collectNames(List<Node> nodes, List<String> above) {
    for (Node node : nodes) {
      List<String> path = new ArrayList<>(above);
      path.add(node.name());
      if (paths.putIfAbsent(node.name(), List.copyOf(path)) == null) {
        names.put(folded(node.name()), node.name());
      }
      collectNames(node.children(), path);
    }
  }

  private void collectAliases(List<Node> nodes) {
    for (Node node : nodes) {
      node.aliases().forEach(alias -> names.putIfAbsent(folded(alias), node.name()));
    }
    nodes.forEach(node -> collectAliases(node.children()));
  }

  /** The node that goes by this name or alias, upper and lower case being one; null for none. */
  public @Nullable String resolve(@Nullable String name) {
    return name == null ? null : names.get(folded(name));
  }

  /** The names from the root down to a node; empty for a name that is no node's. */
  public List<String> path(@Nullable String node) {
    return node == null ? List.of() : paths.getOrDefault(node, List.of());
  }

  /** Whether a region is another one or lies below it; both by name or alias. */
  public boolean within(String region, String other) {
    String outer = resolve(other);
    String inner = resolve(region);
    return outer != null && inner != null && path(inner).contains(outer);
  }

  private static String folded(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
