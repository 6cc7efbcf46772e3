package dev.fairlead.pool.domain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The organisation's regions by name, other names included. */
public final class RegionTree {

  /** No regions. */
  public static final RegionTree EMPTY = new RegionTree(Map.of());

  private final Map<String, List<String>> paths;

  /**
   * A tree.
   *
   * @param paths names from the root down to the node, by every name the node has
   */
  public RegionTree(Map<String, List<String>> paths) {
    this.paths = new HashMap<>(paths);
  }

  /** The name a region goes by, for one of its names; the name itself when it is unknown. */
  public String name(String name) {
    return paths.getOrDefault(name, List.of(name)).getLast();
  }

  /**
   * Whether a region is the other one or lies below it. A region the tree does not know lies only
   * within itself.
   */
  public boolean within(String region, String ancestor) {
    if (region.isEmpty()) {
      return false;
    }
    List<String> path = paths.getOrDefault(region, List.of(region));
    List<String> wanted = paths.getOrDefault(ancestor, List.of(ancestor));
    return path.contains(wanted.getLast());
  }
}
