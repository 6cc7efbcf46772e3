package dev.fairlead.embedded;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How many processes of each service run.
 *
 * @param counts by short name; a service that is not named has one
 */
record Replicas(Map<String, Integer> counts) {

  /** One process of each. */
  static final Replicas ONE_EACH = new Replicas(Map.of());

  private static final int MOST = 9;

  Replicas {
    counts = Map.copyOf(counts);
  }

  /**
   * One process of a service.
   *
   * @param number counted from 1
   */
  record Replica(Service service, int number) {

    /** The part's name: the first is called like the service, the others have a number behind. */
    String name() {
      return number == 1 ? service.name() : service.name() + "-" + number;
    }
  }

  /**
   * Reads {@code 2} (of each), or {@code pool=2,ownership=3}.
   *
   * @throws Trouble when the text is neither
   */
  static Replicas parse(String text) {
    Map<String, Integer> counts = new TreeMap<>();
    for (String part : text.strip().split(",")) {
      String[] sides = part.strip().split("=", -1);
      String count = sides[sides.length - 1];
      List<String> names =
          Service.ALL.stream()
              .map(Service::shortName)
              .filter(name -> sides.length == 1 || name.equals(sides[0]))
              .toList();
      if (sides.length > 2 || names.isEmpty() || !count.matches("[1-" + MOST + "]")) {
        throw new Trouble(
            "Replicas are given as 2 or as pool=2,ownership=3, up to 9 of "
                + Service.ALL.stream().map(Service::shortName).collect(Collectors.joining(", "))
                + "; not as '"
                + text
                + "'.");
      }
      names.forEach(name -> counts.put(name, Integer.parseInt(count)));
    }
    return new Replicas(counts);
  }

  /** Every process there is, in the order of the services. */
  List<Replica> all() {
    return Service.ALL.stream().flatMap(service -> of(service).stream()).toList();
  }

  /** The processes of one service. */
  List<Replica> of(Service service) {
    return IntStream.rangeClosed(1, counts.getOrDefault(service.shortName(), 1))
        .mapToObj(number -> new Replica(service, number))
        .toList();
  }

  /** As {@link #parse} reads it; empty for one of each. */
  String text() {
    return Service.ALL.stream()
        .filter(service -> counts.containsKey(service.shortName()))
        .map(service -> service.shortName() + "=" + counts.get(service.shortName()))
        .collect(Collectors.joining(","));
  }
}
