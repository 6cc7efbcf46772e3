package dev.fairlead.pool.adapter;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fairlead.pool.domain.ArchiveRule;
import dev.fairlead.pool.domain.Circulation;
import dev.fairlead.pool.domain.ClaimLimits;
import dev.fairlead.pool.domain.DrawRule;
import dev.fairlead.pool.domain.Members;
import dev.fairlead.pool.domain.OnTouch;
import dev.fairlead.pool.domain.Pool;
import dev.fairlead.pool.domain.ProtectionTerms;
import dev.fairlead.pool.domain.Span;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A pool as it is written by an admin and stored; {@link PoolCheck} says what is wrong with one.
 *
 * @param members absent for every rep
 * @param mode {@code claimable} (also when absent) or {@code assign-only}
 * @param onTouch {@code restore} (also when absent), {@code assign} or {@code leave}
 */
public record PoolDocument(
    @Nullable String name,
    @Nullable String when,
    @JsonProperty("default") @Nullable Boolean fallback,
    @Nullable MembersDocument members,
    @Nullable List<String> admins,
    @Nullable String mode,
    @Nullable ClaimDocument claim,
    @Nullable List<RecycleDocument> recycle,
    @Nullable List<String> warn,
    @Nullable List<String> maskedFields,
    @Nullable Integer viewQuota,
    @Nullable ArchiveDocument archiveAfter,
    @Nullable ProtectDocument protect,
    @Nullable String onTouch) {

  static final String CLAIMABLE = "claimable";
  static final String ASSIGN_ONLY = "assign-only";

  /** Who may claim. */
  public record MembersDocument(@Nullable List<String> teams, @Nullable List<String> reps) {}

  /** What a claim must keep to. */
  public record ClaimDocument(
      @Nullable Integer dailyLimit,
      @Nullable String minInterval,
      @Nullable String coolOff,
      @Nullable String previousOwnerBar,
      @Nullable Boolean barTeam,
      @Nullable Integer holdingCap,
      @Nullable String fairWindow,
      @Nullable String draw) {}

  /** What a claim gives. */
  public record ProtectDocument(
      @Nullable String initial,
      @Nullable String extend,
      @Nullable String max,
      @Nullable String accept,
      @Nullable String days) {}

  public boolean asDefault() {
    return Boolean.TRUE.equals(fallback);
  }

  /** The same pool, no longer the default. */
  PoolDocument notFallback() {
    return new PoolDocument(
        name,
        when,
        null,
        members,
        admins,
        mode,
        claim,
        recycle,
        warn,
        maskedFields,
        viewQuota,
        archiveAfter,
        protect,
        onTouch);
  }

  /** What it says, for a document that was checked. */
  Pool pool(String id) {
    return new Pool(
        id,
        name == null ? id : name,
        when == null || when.isBlank() ? null : when,
        asDefault(),
        admitted(),
        set(admins),
        ASSIGN_ONLY.equals(mode),
        limits(),
        spans(warn),
        terms(),
        set(maskedFields),
        viewQuota,
        circulation());
  }

  /** How its leads come back and are given up. */
  Circulation circulation() {
    return new Circulation(
        RecycleDocument.rules(recycle),
        archiveAfter == null ? ArchiveRule.NEVER : archiveAfter.rule(),
        onTouch == null ? OnTouch.RESTORE : OnTouch.of(onTouch).orElse(OnTouch.RESTORE));
  }

  private Members admitted() {
    return members == null
        ? Members.EVERYBODY
        : new Members(false, set(members.teams()), set(members.reps()));
  }

  private ClaimLimits limits() {
    return claim == null
        ? ClaimLimits.NONE
        : new ClaimLimits(
            claim.dailyLimit(),
            span(claim.minInterval()),
            span(claim.coolOff()),
            span(claim.previousOwnerBar()),
            Boolean.TRUE.equals(claim.barTeam()),
            claim.holdingCap(),
            span(claim.fairWindow()),
            claim.draw() == null ? DrawRule.FEWEST_RECENT : DrawRule.of(claim.draw()));
  }

  private @Nullable ProtectionTerms terms() {
    if (protect == null
        || protect.initial() == null
        || protect.extend() == null
        || protect.max() == null) {
      return null;
    }
    return new ProtectionTerms(
        protect.initial(),
        protect.extend(),
        protect.max(),
        protect.accept(),
        protect.days() == null ? "calendar" : protect.days());
  }

  static @Nullable Span span(@Nullable String text) {
    return text == null ? null : Span.parse(text);
  }

  static List<Span> spans(@Nullable List<String> texts) {
    return texts == null ? List.of() : texts.stream().map(Span::parse).toList();
  }

  private static Set<String> set(@Nullable List<String> list) {
    return list == null ? Set.of() : Set.copyOf(list);
  }
}
