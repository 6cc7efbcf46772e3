package dev.fairlead.acceptance.chaos;

import dev.fairlead.acceptance.Installation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * What goes wrong, one round after the other. The same seed, length, processes and kinds give the
 * same plan, always. Every kind comes once before any comes twice.
 */
public record Plan(long seed, List<Round> rounds) {

  private static final int ROUND_SECONDS = 40;
  private static final int PAIR_ONE_IN = 4;
  private static final int[] CLOCKS_OFF = {-7200, -600, -45, 45, 600, 7200, 93_600};

  /** Keeps a copy. */
  public Plan {
    rounds = List.copyOf(rounds);
  }

  /**
   * One round: the load runs for a while, then the faults happen, all at the same moment.
   *
   * @param leadInMillis how long the load runs before
   */
  public record Round(int leadInMillis, List<Fault> faults) {

    /** Keeps a copy. */
    public Round {
      faults = List.copyOf(faults);
    }

    /** What goes wrong, in words. */
    public String words() {
      return String.join("; ", faults.stream().map(Fault::words).toList());
    }
  }

  /** Given faults, a round for each list; the seed decides on the moments only. */
  public static Plan of(long seed, List<List<Fault>> faults) {
    Random random = new Random(seed);
    return new Plan(
        seed, faults.stream().map(together -> new Round(leadIn(random), together)).toList());
  }

  /**
   * A plan for about so many minutes.
   *
   * @param services the processes of the services, by the names of their parts
   * @param kinds what this installation can be made to suffer
   */
  static Plan of(long seed, int minutes, List<String> services, Set<Kind> kinds) {
    Random random = new Random(seed);
    int count = Math.max(1, minutes * 60 / ROUND_SECONDS);
    List<Kind> deck = new ArrayList<>();
    List<Round> rounds = new ArrayList<>();
    while (rounds.size() < count) {
      List<Fault> faults = new ArrayList<>();
      faults.add(fault(draw(deck, kinds, random), services, random));
      if (random.nextInt(PAIR_ONE_IN) == 0) {
        faults.add(new Fault.Killed(anyOf(services, random)));
      }
      rounds.add(new Round(leadIn(random), faults));
    }
    return new Plan(seed, rounds);
  }

  private static Kind draw(List<Kind> deck, Set<Kind> kinds, Random random) {
    if (deck.isEmpty()) {
      deck.addAll(EnumSet.copyOf(kinds));
      Collections.shuffle(deck, random);
    }
    return deck.removeLast();
  }

  private static Fault fault(Kind kind, List<String> services, Random random) {
    return switch (kind) {
      case SERVICE_KILLED -> new Fault.Killed(anyOf(services, random));
      case SERVICE_FROZEN -> new Fault.Frozen(anyOf(services, random), 5 + random.nextInt(26));
      case ALL_CONSUMERS_KILLED -> new Fault.AllKilled(services);
      case BROKER_KILLED -> new Fault.Killed("kafka");
      case BROKER_FROZEN -> new Fault.Frozen("kafka", 3 + random.nextInt(15));
      case CONNECT_KILLED -> new Fault.Killed("connect");
      case CONNECT_FROZEN -> new Fault.Frozen("connect", 3 + random.nextInt(15));
      case POSTGRES_KILLED -> new Fault.Killed("postgres");
      case POSTGRES_FROZEN -> new Fault.Frozen("postgres", 3 + random.nextInt(10));
      case REDELIVERED -> new Fault.Redelivered(200 + random.nextInt(800), random.nextLong());
      case OVERTAKEN -> new Fault.Overtaken(2 + random.nextInt(4), random.nextLong());
      case CLOCK_OFF -> clock(services, random);
      case DISK_FULL ->
          new Fault.DiskFull(random.nextBoolean() ? "kafka" : "postgres", 5 + random.nextInt(10));
      case SLOW_DATABASE -> new Fault.SlowDatabase(5 + random.nextInt(10));
      case LOCKED_LOG ->
          new Fault.LockedLog(anyOf(Installation.SERVICES, random), 3 + random.nextInt(10));
    };
  }

  private static Fault clock(List<String> services, Random random) {
    List<String> clocks = new ArrayList<>(services);
    clocks.add("postgres");
    return new Fault.ClockOff(
        anyOf(clocks, random),
        CLOCKS_OFF[random.nextInt(CLOCKS_OFF.length)],
        5 + random.nextInt(15));
  }

  private static int leadIn(Random random) {
    return 2_000 + random.nextInt(4_000);
  }

  private static <T> T anyOf(List<T> many, Random random) {
    return many.get(random.nextInt(many.size()));
  }
}
