package dev.fairlead.assignment.policy.domain;

import dev.fairlead.assignment.roster.domain.RegionTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Example leads made of what a policy's conditions compare the lead's fields with: each of those
 * values, values next to them, and one that nobody mentions. When conditions are combinations of
 * such comparisons, and the combinations are few enough to make them all, the examples stand for
 * every lead there can be.
 */
public final class Examples {

  private static final int MOST = 5_000;
  private static final String REGION = "region";
  private static final String OTHER = "其他";

  private final List<String> fields;
  private final List<List<Object>> values;
  private final RegionTree regions;

  private Examples(Map<String, Set<Object>> values, RegionTree regions) {
    this.fields = List.copyOf(values.keySet());
    this.values = values.values().stream().map(some -> List.copyOf(some)).toList();
    this.regions = regions;
  }

  /** Examples for the conditions of these shapes. */
  public static Examples of(List<Shape> shapes, RegionTree regions) {
    Map<String, Set<Object>> values = new LinkedHashMap<>();
    for (Shape shape : shapes) {
      shape.compared().forEach((field, some) -> add(values, field, some, regions));
    }
    values.forEach((field, some) -> some.addAll(others(field, some)));
    return new Examples(values, regions);
  }

  private static void add(
      Map<String, Set<Object>> values, String field, Set<Object> some, RegionTree regions) {
    Set<Object> known = values.computeIfAbsent(field, f -> new LinkedHashSet<>());
    for (Object value : some) {
      String region = field.equals(REGION) ? regions.resolve(String.valueOf(value)) : null;
      known.add(region == null ? value : region);
    }
  }

  private static List<Object> others(String field, Set<Object> mentioned) {
    List<Object> others = new ArrayList<>();
    for (Object value : mentioned) {
      if (value instanceof Double number) {
        others.add(number - 1);
        others.add(number + 1);
      }
    }
    if (others.isEmpty()) {
      others.add(field.equals(REGION) ? "" : OTHER);
    }
    return others;
  }

  /** Whether the leads are all combinations there are. */
  public boolean complete() {
    return combinations() <= MOST;
  }

  private long combinations() {
    long all = 1;
    for (List<Object> some : values) {
      all = Math.min(MOST + 1L, all * some.size());
    }
    return all;
  }

  /** The leads' fields; a field that is not compared with anything is left out. */
  public List<Map<String, Object>> leads() {
    int count = (int) Math.min(MOST, combinations());
    List<Map<String, Object>> leads = new ArrayList<>(count);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < count; i++) {
      leads.add(complete() ? combination(i) : drawn(random));
    }
    return leads;
  }

  private Map<String, Object> combination(int number) {
    Map<String, Object> lead = new HashMap<>();
    int rest = number;
    for (int i = 0; i < fields.size(); i++) {
      List<Object> some = values.get(i);
      put(lead, fields.get(i), some.get(rest % some.size()));
      rest /= some.size();
    }
    return lead;
  }

  private Map<String, Object> drawn(SplittableRandom random) {
    Map<String, Object> lead = new HashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      List<Object> some = values.get(i);
      put(lead, fields.get(i), some.get(random.nextInt(some.size())));
    }
    return lead;
  }

  private void put(Map<String, Object> lead, String field, Object value) {
    lead.put(field, value);
    if (field.equals(REGION)) {
      lead.put("regionPath", regions.path(String.valueOf(value)));
    }
  }
}
