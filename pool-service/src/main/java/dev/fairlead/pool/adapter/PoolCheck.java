package dev.fairlead.pool.adapter;

import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.pool.domain.Destination;
import dev.fairlead.pool.domain.DrawRule;
import dev.fairlead.pool.domain.LapseReason;
import dev.fairlead.pool.domain.OnTouch;
import dev.fairlead.pool.domain.Span;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks a pool document over and names every wrong place. */
final class PoolCheck {

  private static final Pattern SLUG = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Set<String> DRAWS =
      Stream.of(DrawRule.values()).map(DrawRule::code).collect(Collectors.toUnmodifiableSet());
  private static final Set<String> DAYS = Set.of("calendar", "working");

  private static final Set<String> GOALS = codes(Destination.values(), Destination::code);
  private static final Set<String> REASONS = codes(LapseReason.values(), LapseReason::code);
  private static final Set<String> ON_TOUCH = codes(OnTouch.values(), OnTouch::code);
  private static final Duration LONGEST = Duration.ofDays(3660);

  private final List<Problem.Violation> wrong = new ArrayList<>();

  private PoolCheck() {}

  private static <T> Set<String> codes(T[] values, Function<T, String> code) {
    return Stream.of(values).map(code).collect(Collectors.toUnmodifiableSet());
  }

  /** Ends the request with 422 unless the document can be used. */
  static void require(String id, PoolDocument document) {
    PoolCheck check = new PoolCheck();
    check.pool(id, document);
    check.end("pool.invalid");
  }

  /** Ends the request with 422 unless the settings can be used. */
  static void require(SettingsDocument settings) {
    PoolCheck check = new PoolCheck();
    check.count("/globalHoldingCap", settings.globalHoldingCap());
    check.spans("/warn", settings.warn());
    check.recycle(settings.recycle());
    check.oneOf("/days", settings.days(), DAYS);
    check.span("/minimumNotice", settings.minimumNotice());
    check.end("settings.invalid");
  }

  /** Ends the request with 422 unless the changed rules can be tried. */
  static void require(DryRunResource.Changes changes) {
    PoolCheck check = new PoolCheck();
    check.recycle(changes.recycle());
    check.spans("/warn", changes.warn());
    check.oneOf("/days", changes.days(), DAYS);
    check.end("rules.invalid");
  }

  private void end(String code) {
    if (!wrong.isEmpty()) {
      throw ProblemException.invalid(code, List.copyOf(wrong));
    }
  }

  private void pool(String id, PoolDocument document) {
    if (!SLUG.matcher(id).matches()) {
      wrong("", "the id has letters, digits, '.', '_' and '-', and at most 64 of them");
    }
    if (document.name() == null || document.name().isBlank()) {
      wrong("/name", "a pool needs a name");
    }
    if (document.when() != null && !document.when().isBlank()) {
      Conditions.problem(document.when()).ifPresent(problem -> wrong("/when", problem));
    }
    oneOf("/mode", document.mode(), Set.of(PoolDocument.CLAIMABLE, PoolDocument.ASSIGN_ONLY));
    names("/admins", document.admins());
    names("/maskedFields", document.maskedFields());
    spans("/warn", document.warn());
    count("/viewQuota", document.viewQuota());
    archive(document.archiveAfter());
    oneOf("/onTouch", document.onTouch(), ON_TOUCH);
    if (document.members() != null) {
      names("/members/teams", document.members().teams());
      names("/members/reps", document.members().reps());
    }
    claim(document.claim());
    recycle(document.recycle());
    protect(document.protect());
  }

  private void claim(PoolDocument.@Nullable ClaimDocument claim) {
    if (claim == null) {
      return;
    }
    count("/claim/dailyLimit", claim.dailyLimit());
    count("/claim/holdingCap", claim.holdingCap());
    span("/claim/minInterval", claim.minInterval());
    span("/claim/coolOff", claim.coolOff());
    span("/claim/previousOwnerBar", claim.previousOwnerBar());
    span("/claim/fairWindow", claim.fairWindow());
    oneOf("/claim/draw", claim.draw(), DRAWS);
  }

  private void recycle(@Nullable List<RecycleDocument> rules) {
    Set<List<String>> seen = new HashSet<>();
    for (int i = 0; rules != null && i < rules.size(); i++) {
      RecycleDocument rule = rules.get(i);
      String pointer = "/recycle/" + i;
      if (rule.reason() == null) {
        wrong(pointer + "/reason", "a recycle rule needs a reason");
      }
      oneOf(pointer + "/reason", rule.reason(), REASONS);
      required(pointer + "/after", rule.after());
      shorter(pointer + "/after", rule.after());
      oneOf(pointer + "/to", rule.to(), GOALS);
      if (!seen.add(List.of(String.valueOf(rule.reason()), String.valueOf(rule.level())))) {
        wrong(pointer, "there is a rule for this reason and level already");
      }
    }
  }

  private void archive(@Nullable ArchiveDocument archive) {
    if (archive == null) {
      return;
    }
    if (archive.rounds() != null && archive.rounds() < 1) {
      wrong("/archiveAfter", "is at least one round");
    }
    if (archive.rounds() == null && archive.after() == null) {
      wrong("/archiveAfter", "is a number of rounds, or says rounds, after, or both");
    }
    span("/archiveAfter/after", archive.after());
  }

  private void protect(PoolDocument.@Nullable ProtectDocument protect) {
    if (protect == null) {
      return;
    }
    required("/protect/initial", protect.initial());
    required("/protect/extend", protect.extend());
    required("/protect/max", protect.max());
    span("/protect/accept", protect.accept());
    oneOf("/protect/days", protect.days(), DAYS);
  }

  private void required(String pointer, @Nullable String span) {
    if (span == null) {
      wrong(pointer, "is needed, as an ISO-8601 duration");
    } else {
      span(pointer, span);
    }
  }

  private void spans(String pointer, @Nullable List<String> spans) {
    for (int i = 0; spans != null && i < spans.size(); i++) {
      required(pointer + "/" + i, spans.get(i));
    }
  }

  private void span(String pointer, @Nullable String span) {
    if (span == null) {
      return;
    }
    try {
      Span.parse(span);
    } catch (DateTimeException e) {
      wrong(pointer, "is no ISO-8601 duration such as P3D or PT30M");
    }
  }

  /** Days are counted one by one, where only some of them count. */
  private void shorter(String pointer, @Nullable String span) {
    try {
      if (span != null && Span.parse(span).exact().compareTo(LONGEST) > 0) {
        wrong(pointer, "is at most ten years");
      }
    } catch (DateTimeException | ArithmeticException e) {
      return; // said already
    }
  }

  private void count(String pointer, @Nullable Integer number) {
    if (number != null && number < 0) {
      wrong(pointer, "is not negative");
    }
  }

  private void names(String pointer, @Nullable List<String> names) {
    for (int i = 0; names != null && i < names.size(); i++) {
      String name = names.get(i);
      if (name == null || name.isBlank()) {
        wrong(pointer + "/" + i, "is not empty");
      }
    }
  }

  private void oneOf(String pointer, @Nullable String value, Set<String> allowed) {
    if (value != null && !allowed.contains(value)) {
      wrong(pointer, "is one of " + allowed.stream().sorted().toList());
    }
  }

  private void wrong(String pointer, String detail) {
    wrong.add(new Problem.Violation(pointer, detail));
  }
}
