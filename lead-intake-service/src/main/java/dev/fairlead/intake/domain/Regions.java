package dev.fairlead.intake.domain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tree of regions, searched by what people write: names and aliases in simplified or
 * traditional characters or Latin letters, with or without the word for their level, ISO 3166
 * codes, several names run together (江苏省南京市). Immutable.
 */
public final class Regions {

  /** A tree without a region. */
  public static final Regions NONE = new Regions(List.of());

  private static final int LONGEST_TEXT = 80;
  private static final int LONGEST_NAME = 24;
  private static final Pattern STRONG = Pattern.compile("[,，、/|;；>]+");
  private static final Pattern WEAK = Pattern.compile("[\\s·+-]+");
  private static final Pattern SHORT_CODE = Pattern.compile("[A-Za-z0-9]{1,3}");

  private final Map<String, List<List<String>>> exact = new HashMap<>();
  private final Map<String, List<List<String>>> byKey = new HashMap<>();

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
    List<String> names =
        Stream.concat(Stream.of(node.name), node.aliases.stream()).map(PlaceNames::plain).toList();
    names.stream().distinct().forEach(name -> put(exact, name, path));
    names.stream().map(Regions::key).distinct().forEach(key -> put(byKey, key, path));
    node.children.forEach(child -> add(child, path));
  }

  private static void put(Map<String, List<List<String>>> map, String name, List<String> path) {
    map.computeIfAbsent(name, n -> new ArrayList<>(1)).add(path);
  }

  /** One key for all spellings of a province or a country; else the bare name. */
  private static String key(String plain) {
    String bare = PlaceNames.bare(plain);
    String province = ChinesePlaces.province(bare);
    if (province != null) {
      return province;
    }
    String country = Countries.named(plain);
    return country == null ? bare : "country " + country;
  }

  /**
   * The path from the root to the most specific region that was written; empty when none is known.
   * A city that lies outside the region written beside it gives way to that region: cities of one
   * name exist in several. Where a name remains ambiguous, what its regions have in common is
   * taken.
   */
  public List<String> find(
      @Nullable String city, @Nullable String region, @Nullable String country) {
    return find(Place.of(city, region, country));
  }

  /** The same for a place with alternative names. */
  public List<String> find(Place place) {
    Search search = new Search();
    String country = place.country();
    if (country != null) {
      search.narrow(countryNamed(country));
    }
    place.regions().forEach(region -> subdivision(search, region, country));
    firstKnown(search, place.regions());
    firstKnown(search, place.cities());
    return search.result();
  }

  private void firstKnown(Search search, List<String> names) {
    for (String name : names) {
      List<List<String>> before = search.possible;
      read(search, name);
      if (search.possible != before) {
        return;
      }
    }
  }

  /** The path, followed further down by a Chinese street address that begins with regions. */
  public List<String> refine(List<String> path, @Nullable String street) {
    if (path.isEmpty() || street == null || PlaceNames.isLatin(street)) {
      return path;
    }
    Search search = new Search();
    search.narrow(List.of(path));
    runTogether(search, PlaceNames.plain(street));
    return search.result();
  }

  private List<List<String>> countryNamed(String written) {
    String code = Countries.code(written);
    if (code == null) {
      List<List<String>> named = named(PlaceNames.plain(written));
      return named == null ? List.of() : named;
    }
    List<List<String>> country = byKey.getOrDefault("country " + code, List.of());
    List<List<String>> coded =
        country.isEmpty() ? byKey.getOrDefault(code(code), List.of()) : country;
    return coded.isEmpty() ? byKey.getOrDefault("CN-" + code, List.of()) : coded;
  }

  private static String code(String text) {
    return key(PlaceNames.plain(text));
  }

  /** The code of a province without that of its country, such as GD beside CN. */
  private void subdivision(Search search, String region, @Nullable String country) {
    String code = country == null ? null : Countries.code(country);
    if (code != null && SHORT_CODE.matcher(region).matches()) {
      List<List<String>> found = named(PlaceNames.plain(code + region));
      search.narrow(found == null ? List.of() : found);
    }
  }

  /** Takes a text as one name, else part by part, else as names run together. */
  private void read(Search search, String written) {
    String text = written.length() > LONGEST_TEXT ? written.substring(0, LONGEST_TEXT) : written;
    List<List<String>> whole = named(PlaceNames.plain(text));
    if (whole != null) {
      search.narrow(whole);
    } else if (STRONG.matcher(text).find()) {
      STRONG.splitAsStream(text).filter(p -> !p.isBlank()).forEach(part -> read(search, part));
    } else if (WEAK.matcher(text.strip()).find()) {
      WEAK.splitAsStream(text).filter(p -> !p.isBlank()).forEach(part -> read(search, part));
    } else {
      runTogether(search, PlaceNames.plain(text));
    }
  }

  /** Names from the beginning on, the longest first, until one is unknown. */
  private void runTogether(Search search, String text) {
    int from = 0;
    while (from < text.length()) {
      int to = Math.min(text.length(), from + LONGEST_NAME);
      int shortest = from + (PlaceNames.isLatin(text.substring(from)) ? 4 : 2);
      List<List<String>> found = null;
      while (found == null && to >= shortest) {
        found = named(text.substring(from, to));
        to--;
      }
      if (found == null) {
        return;
      }
      search.narrow(found);
      from = to + 1;
    }
  }

  /** Where a plain name lies; empty for a place outside the tree, null for what is no place. */
  private @Nullable List<List<String>> named(String plain) {
    List<List<String>> paths = exact.get(plain);
    if (paths == null) {
      paths = byKey.get(key(plain));
    }
    if (paths != null) {
      return paths;
    }
    String bare = PlaceNames.bare(plain);
    String province = ChinesePlaces.provinceOfCity(bare);
    if (province != null) {
      return byKey.getOrDefault(province, List.of());
    }
    return ChinesePlaces.province(bare) == null ? null : List.of();
  }

  /** What the names read so far leave possible. */
  private static final class Search {
    private List<List<String>> possible = List.of();

    void narrow(List<List<String>> named) {
      if (possible.isEmpty()) {
        possible = named;
        return;
      }
      List<List<String>> below =
          named.stream().filter(path -> possible.stream().anyMatch(p -> isBelow(path, p))).toList();
      if (below.isEmpty()) {
        below =
            possible.stream().filter(path -> named.stream().anyMatch(n -> isAt(path, n))).toList();
      }
      possible = below.isEmpty() ? possible : below;
    }

    /** What all of the possible ones have in common. */
    List<String> result() {
      List<String> shortest =
          possible.stream().min(Comparator.comparingInt(List::size)).orElse(List.of());
      int common = shortest.size();
      for (List<String> path : possible) {
        int same = 0;
        while (same < common && path.get(same).equals(shortest.get(same))) {
          same++;
        }
        common = same;
      }
      return shortest.subList(0, common);
    }

    private static boolean isBelow(List<String> path, List<String> above) {
      return path.size() > above.size() && isAt(path, above);
    }

    private static boolean isAt(List<String> path, List<String> above) {
      return path.size() >= above.size() && path.subList(0, above.size()).equals(above);
    }
  }
}
