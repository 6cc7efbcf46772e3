package dev.fairlead.assignment.fairness.adapter;

import dev.fairlead.assignment.fairness.domain.Spread;
import dev.fairlead.assignment.fairness.domain.Spread.Part;
import dev.fairlead.assignment.roster.domain.Rep;
import dev.fairlead.assignment.roster.domain.Roster;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who got how much between two moments, against his share by weight.
 *
 * @param team null for everybody
 * @param count how evenly leads are spread, in leads
 * @param value how evenly their expected value is spread
 */
public record FairnessReport(
    @Nullable String team,
    Instant from,
    Instant to,
    long leads,
    BigDecimal totalValue,
    Spread count,
    Spread value,
    Map<String, Long> bySource,
    List<Line> reps) {

  /**
   * One rep.
   *
   * @param ideal the leads he would have had by his weight
   * @param deviation leads above that, negative below
   * @param junk how many of his leads turned out to be none
   */
  public record Line(
      String repId,
      String name,
      double weight,
      long leads,
      double ideal,
      double deviation,
      long junk,
      BigDecimal value,
      BigDecimal idealValue,
      Map<String, Long> bySource) {}

  static FairnessReport of(
      @Nullable String team, Instant from, Instant to, List<Given.Portion> given, Roster roster) {
    Map<String, List<Given.Portion>> byRep = new TreeMap<>();
    given.forEach(
        portion -> byRep.computeIfAbsent(portion.repId(), rep -> new ArrayList<>()).add(portion));
    TreeSet<String> reps = new TreeSet<>(byRep.keySet());
    roster.members(team).stream()
        .filter(rep -> !rep.status().equals("left"))
        .forEach(rep -> reps.add(rep.id()));
    long leads = given.stream().mapToLong(Given.Portion::leads).sum();
    BigDecimal value = value(given);
    double weights = reps.stream().mapToDouble(rep -> weight(roster, rep)).sum();
    List<Line> lines =
        reps.stream()
            .map(
                rep -> line(roster, rep, byRep.getOrDefault(rep, List.of()), leads, value, weights))
            .toList();
    return new FairnessReport(
        team,
        from,
        to,
        leads,
        value,
        Spread.of(lines.stream().map(line -> new Part(line.leads(), line.weight())).toList()),
        Spread.of(
            lines.stream()
                .map(line -> new Part(line.value().doubleValue(), line.weight()))
                .toList()),
        bySource(given),
        lines);
  }

  private static Line line(
      Roster roster,
      String id,
      List<Given.Portion> portions,
      long leads,
      BigDecimal value,
      double weights) {
    Rep rep = roster.rep(id);
    double weight = weight(roster, id);
    double ideal = leads * weight / weights;
    long got = portions.stream().mapToLong(Given.Portion::leads).sum();
    return new Line(
        id,
        rep == null ? id : rep.name(),
        weight,
        got,
        ideal,
        got - ideal,
        portions.stream().mapToLong(Given.Portion::junk).sum(),
        value(portions),
        value.multiply(BigDecimal.valueOf(weight / weights)),
        bySource(portions));
  }

  private static double weight(Roster roster, String id) {
    Rep rep = roster.rep(id);
    return rep == null ? 1 : rep.weight();
  }

  private static BigDecimal value(List<Given.Portion> portions) {
    return portions.stream().map(Given.Portion::value).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static Map<String, Long> bySource(List<Given.Portion> portions) {
    Map<String, Long> sources = new TreeMap<>();
    portions.forEach(portion -> sources.merge(portion.source(), portion.leads(), Long::sum));
    return sources;
  }

  /** The same as a table, one line per rep; sources in columns of their own. */
  String csv() {
    List<String> sources = List.copyOf(bySource.keySet());
    StringBuilder csv =
        new StringBuilder("repId,name,weight,leads,ideal,deviation,junk,value,idealValue");
    sources.forEach(source -> csv.append(",leads:").append(Csv.cell(source)));
    csv.append("\r\n");
    for (Line line : reps) {
      csv.append(Csv.cell(line.repId())).append(',').append(Csv.cell(line.name()));
      csv.append(',').append(number(line.weight())).append(',').append(line.leads());
      csv.append(',').append(number(line.ideal())).append(',').append(number(line.deviation()));
      csv.append(',').append(line.junk()).append(',').append(line.value().toPlainString());
      csv.append(',').append(number(line.idealValue().doubleValue()));
      sources.forEach(
          source ->
              csv.append(',')
                  .append(Objects.requireNonNull(line.bySource().getOrDefault(source, 0L))));
      csv.append("\r\n");
    }
    return csv.toString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
