package dev.fairlead.assignment.decision.domain;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a candidate was measured by: a map, kept small because every decision has one for each. */
final class Numbers extends AbstractMap<String, Double> {

  /** Everything that is measured, ordered by name. */
  enum Name {
    CALIBRATED("calibrated"),
    CAPACITY("capacity"),
    DRAW("draw"),
    GIVEN("given"),
    GOT("got"),
    LAST_TURN("lastTurn"),
    MAX("max"),
    OPEN("open"),
    RATE("rate"),
    ROOM("room"),
    SHORTFALL("shortfall"),
    TARGET("target"),
    WEIGHT("weight");

    private final String text;

    Name(String text) {
      this.text = text;
    }
  }

  private static final Name[] NAMES = Name.values();

  private final double[] values = new double[NAMES.length];

  Numbers() {
    Arrays.fill(values, Double.NaN);
  }

  void put(Name name, double value) {
    values[name.ordinal()] = value;
  }

  @Override
  public @Nullable Double get(@Nullable Object key) {
    for (Name name : NAMES) {
      if (name.text.equals(key) && !Double.isNaN(values[name.ordinal()])) {
        return values[name.ordinal()];
      }
    }
    return null;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return get(key) != null;
  }

  @Override
  public Set<Map.Entry<String, Double>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<String, Double>> iterator() {
        return new Entries();
      }

      @Override
      public int size() {
        int size = 0;
        for (double value : values) {
          size += Double.isNaN(value) ? 0 : 1;
        }
        return size;
      }
    };
  }

  private final class Entries implements Iterator<Map.Entry<String, Double>> {
    private int next = after(-1);

    @Override
    public boolean hasNext() {
      return next < values.length;
    }

    @Override
    public Map.Entry<String, Double> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      int at = next;
      next = after(at);
      return Map.entry(NAMES[at].text, values[at]);
    }

    private int after(int last) {
      int at = last + 1;
      while (at < values.length && Double.isNaN(values[at])) {
        at++;
      }
      return at;
    }
  }
}
