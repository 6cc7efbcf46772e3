package dev.fairlead.assignment.policy.adapter;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.fairlead.assignment.roster.domain.Rep;
import dev.fairlead.assignment.roster.domain.Roster;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * The functions that conditions have beyond CEL's own.
 *
 * <ul>
 *   <li>{@code within(lead.region, "华东区")}: the region or one below it
 *   <li>{@code anyOf(value or list, list)}: whether they have something in common
 *   <li>{@code weekday(now, "Asia/Shanghai")}: {@code mon} … {@code sun}
 *   <li>{@code timeBetween(now, "09:00", "18:00", "Asia/Shanghai")}: over midnight when the second
 *       is the earlier one
 *   <li>{@code workday(now, "Asia/Shanghai", "cn")}: by that calendar (Monday to Friday, less
 *       holidays, with 调休)
 *   <li>{@code onDuty(rep.id, now)}
 * </ul>
 */
final class CelFunctions {

  static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .evaluateCanonicalTypesToNativeValues(true)
          .build();

  private static final CelType TEXT = SimpleType.STRING;

  static final List<CelFunctionDecl> ALL =
      List.of(
          function("within", "within_region", TEXT, TEXT),
          function("anyOf", "any_of", SimpleType.DYN, ListType.create(TEXT)),
          CelFunctionDecl.newFunctionDeclaration(
              "weekday",
              CelOverloadDecl.newGlobalOverload(
                  "weekday_in_zone", TEXT, SimpleType.TIMESTAMP, TEXT)),
          function("timeBetween", "time_between", SimpleType.TIMESTAMP, TEXT, TEXT, TEXT),
          function("workday", "workday_by_calendar", SimpleType.TIMESTAMP, TEXT, TEXT),
          function("onDuty", "on_duty", TEXT, SimpleType.TIMESTAMP));

  private CelFunctions() {}

  private static CelFunctionDecl function(String name, String overload, CelType... parameters) {
    return CelFunctionDecl.newFunctionDeclaration(
        name, CelOverloadDecl.newGlobalOverload(overload, SimpleType.BOOL, parameters));
  }

  @SuppressWarnings("Immutable") // a roster never changes, it only cannot say so
  static CelRuntime runtime(Roster roster) {
    return CelRuntimeFactory.standardCelRuntimeBuilder()
        .setOptions(OPTIONS)
        .addFunctionBindings(
            CelFunctionBinding.from(
                "within_region", String.class, String.class, roster.regions()::within),
            CelFunctionBinding.from("any_of", Object.class, List.class, CelFunctions::anyOf),
            CelFunctionBinding.from(
                "weekday_in_zone", Instant.class, String.class, CelFunctions::weekday),
            CelFunctionBinding.from(
                "time_between",
                List.of(Instant.class, String.class, String.class, String.class),
                arguments -> timeBetween(arguments)),
            CelFunctionBinding.from(
                "workday_by_calendar",
                List.of(Instant.class, String.class, String.class),
                arguments -> workday(roster, arguments)),
            CelFunctionBinding.from(
                "on_duty", String.class, Instant.class, (rep, at) -> onDuty(roster, rep, at)))
        .build();
  }

  private static boolean anyOf(Object one, List<?> others) {
    return one instanceof Collection<?> some
        ? some.stream().anyMatch(others::contains)
        : others.contains(one);
  }

  private static String weekday(Instant at, String zone) {
    return at.atZone(zone(zone)).getDayOfWeek().name().substring(0, 3).toLowerCase(Locale.ROOT);
  }

  private static boolean timeBetween(Object[] arguments) {
    LocalTime at = ((Instant) arguments[0]).atZone(zone((String) arguments[3])).toLocalTime();
    LocalTime from = time((String) arguments[1]);
    LocalTime to = time((String) arguments[2]);
    return from.isBefore(to)
        ? !at.isBefore(from) && at.isBefore(to)
        : !at.isBefore(from) || at.isBefore(to);
  }

  private static boolean workday(Roster roster, Object[] arguments) {
    return roster
        .calendar((String) arguments[2])
        .isWorkday(((Instant) arguments[0]).atZone(zone((String) arguments[1])).toLocalDate());
  }

  private static boolean onDuty(Roster roster, String id, Instant at) {
    Rep rep = roster.rep(id);
    return rep != null && rep.active() && rep.hours().stretch(at).onDuty();
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + name + "' is no time zone", e);
    }
  }

  private static LocalTime time(String text) {
    try {
      return text.equals("24:00") ? LocalTime.MAX : LocalTime.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + text + "' is no time of day", e);
    }
  }
}
