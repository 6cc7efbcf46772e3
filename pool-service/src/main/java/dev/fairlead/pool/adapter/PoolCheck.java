package dev.fairlead.pool.adapter;

import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.pool.domain.DrawRule;
import dev.fairlead.pool.domain.Span;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

  private final List<Problem.Violation> wrong = new ArrayList<>();

  private PoolCheck() {}

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
    check.end("settings.invalid");
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
    count("/archiveAfter", document.archiveAfter());
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

  private void recycle(@Nullable List<PoolDocument.RecycleDocument> rules) {
    for (int i = 0; rules != null && i < rules.size(); i++) {
      PoolDocument.RecycleDocument rule = rules.get(i);
      if (rule.reason() == null || rule.reason().isBlank()) {
        wrong("/recycle/" + i + "/reason", "a recycle rule needs a reason");
      }
      required("/recycle/" + i + "/after", rule.after());
    }
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
