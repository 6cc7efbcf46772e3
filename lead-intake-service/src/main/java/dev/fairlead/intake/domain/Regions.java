package dev.fairlead.intake.domain;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tree of regions, searched by the names and aliases people write. Immutable. */
public final class Regions {

  /** A tree without a region. */
  public static final Regions NONE = new Regions(List.of());

  private static final Pattern BLANK = Pattern.compile("[\\s·.,'-]+");
  private static final Pattern SUFFIX =
      Pattern.compile("(?:维吾尔自治区|壮族自治区|回族自治区|特别行政区|自治区|地区|省|市|区|县)$");

  private final Map<String, List<List<String>>> paths = new HashMap<>();

  /** A region, other names for it, and the regions below it. */
  public record Node(String name, List<String> aliases, List<Node> children) {
    public Node {
      aliases = List.copyOf(aliases);
      children = List.copyOf(children);
    }
  }

  /** The tree of these roots. */
  public Regions(List<Node> roots) {
    roots.forEach(root -> add(root, List.of()));
  }

  private void add(Node node, List<String> above) {
    List<String> path = Stream.concat(above.stream(), Stream.of(node.name)).toList();
    Stream.concat(Stream.of(node.name), node.aliases.stream())
        .flatMap(name -> Stream.of(plain(name), bare(name)))
        .distinct()
        .forEach(name -> paths.computeIfAbsent(name, n -> new ArrayList<>(1)).add(path));
    node.children.forEach(child -> add(child, path));
  }

  /**
   * The path from the root to the most specific region that was written; empty when none is known.
   * A city that lies outside the region written beside it gives way to that region: cities of one
   * name exist in several.
   */
  public List<String> find(
      @Nullable String city, @Nullable String region, @Nullable String country) {
    List<List<String>> wider =
        Stream.of(region, country)
            .filter(Objects::nonNull)
            .map(this::named)
            .filter(found -> !found.isEmpty())
            .findFirst()
            .orElse(List.of());
    List<List<String>> cities = city == null ? List.of() : named(city);
    return cities.stream()
        .filter(path -> wider.isEmpty() || wider.stream().anyMatch(w -> isBelow(path, w)))
        .findFirst()
        .or(() -> wider.stream().findFirst())
        .orElse(List.of());
  }

  private List<List<String>> named(String written) {
    List<List<String>> exact = paths.get(plain(written));
    return exact != null ? exact : paths.getOrDefault(bare(written), List.of());
  }

  private static boolean isBelow(List<String> path, List<String> above) {
    return path.size() >= above.size() && path.subList(0, above.size()).equals(above);
  }

  private static String plain(String name) {
    String text = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return BLANK.matcher(text).replaceAll("");
  }

  /** Without the word for its level: 江苏省 as 江苏. */
  private static String bare(String name) {
    String plain = plain(name);
    String bare = SUFFIX.matcher(plain).replaceFirst("");
    return bare.length() < 2 ? plain : bare;
  }
}
