package dev.fairlead.intake.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides whose lead a submission is. It is told what is known at the start; each decision adds to
 * it, so that drafts decided one after the other see each other. The caller holds whatever keeps
 * others from deciding on the same meeting points meanwhile.
 */
public final class Recognition {

  private final Map<String, Holder> identities = new HashMap<>();
  private final Map<String, UUID> external = new HashMap<>();
  private final Map<String, Seen> contents = new HashMap<>();
  private final Map<Identity, UUID> learnedIdentities = new LinkedHashMap<>();
  private final Map<String, UUID> learnedExternal = new LinkedHashMap<>();
  private final Map<String, UUID> learnedContents = new LinkedHashMap<>();

  /** The lead that holds an identity. */
  public record Holder(UUID leadId, boolean open) {}

  private record Seen(UUID leadId, Instant at) {}

  /** What a draft turned out to be. */
  public sealed interface Verdict {
    /** The lead it belongs to. */
    UUID leadId();
  }

  /**
   * A new lead.
   *
   * @param previous the closed lead of the same person that it follows
   */
  public record Created(UUID leadId, @Nullable UUID previous) implements Verdict {}

  /** A touch of a lead that is open. */
  public record Attached(UUID leadId) implements Verdict {}

  /** The same submission once more. */
  public record Duplicate(UUID leadId) implements Verdict {}

  /** An identity is held by this lead. */
  public void knowIdentity(String key, Holder holder) {
    identities.put(key, holder);
  }

  /** A sender's own id stands for this lead. */
  public void knowExternal(String key, UUID leadId) {
    external.put(key, leadId);
  }

  /** The lead that a sender's own id stands for; null when none is known. */
  public @Nullable UUID external(String key) {
    return external.get(key);
  }

  /** A content was last seen then. */
  public void knowContent(String key, UUID leadId, Instant at) {
    contents.put(key, new Seen(leadId, at));
  }

  /**
   * Decides one draft.
   *
   * @param fresh the id to use if the lead is new
   */
  public Verdict decide(Draft draft, UUID fresh, Instant now) {
    Verdict verdict = verdict(draft, fresh, now);
    remember(draft, verdict, now);
    return verdict;
  }

  private Verdict verdict(Draft draft, UUID fresh, Instant now) {
    UUID sameId = draft.externalKey() == null ? null : external.get(draft.externalKey());
    if (sameId != null) {
      return new Duplicate(sameId);
    }
    Seen seen = draft.externalKey() == null ? contents.get(draft.contentKey()) : null;
    if (seen != null && isWithin(seen.at, draft.window(), now)) {
      return new Duplicate(seen.leadId);
    }
    Holder holder = holder(draft.identities());
    if (holder != null && holder.open) {
      return new Attached(holder.leadId);
    }
    return new Created(fresh, holder == null ? null : holder.leadId);
  }

  /** The open lead of the strongest identity, else the closed lead of the strongest one. */
  private @Nullable Holder holder(List<Identity> held) {
    Holder closed = null;
    for (Identity identity : held) {
      Holder holder = identities.get(identity.key());
      if (holder != null && holder.open) {
        return holder;
      }
      closed = closed == null ? holder : closed;
    }
    return closed;
  }

  private static boolean isWithin(Instant seen, Duration window, Instant now) {
    return Duration.between(seen, now).compareTo(window) <= 0;
  }

  private void remember(Draft draft, Verdict verdict, Instant now) {
    switch (verdict) {
      case Duplicate known -> {
        // a repetition teaches nothing, and does not lengthen the window
      }
      case Attached attached -> learn(draft, attached.leadId, now);
      case Created created -> learn(draft, created.leadId, now);
    }
  }

  private void learn(Draft draft, UUID leadId, Instant now) {
    if (draft.externalKey() == null) {
      contents.put(draft.contentKey(), new Seen(leadId, now));
      learnedContents.put(draft.contentKey(), leadId);
    } else {
      external.put(draft.externalKey(), leadId);
      learnedExternal.put(draft.externalKey(), leadId);
    }
    draft.identities().forEach(identity -> learn(identity, leadId));
  }

  /** An identity stays with the open lead that holds it. */
  private void learn(Identity identity, UUID leadId) {
    Holder held = identities.get(identity.key());
    if (held == null || !held.open) {
      identities.put(identity.key(), new Holder(leadId, true));
      learnedIdentities.put(identity, leadId);
    }
  }

  /** The identities whose lead changed by the decisions made here. */
  public Map<Identity, UUID> learnedIdentities() {
    return Collections.unmodifiableMap(learnedIdentities);
  }

  /** The senders' own ids first seen here. */
  public Map<String, UUID> learnedExternal() {
    return Collections.unmodifiableMap(learnedExternal);
  }

  /** The contents whose window begins here. */
  public Map<String, UUID> learnedContents() {
    return Collections.unmodifiableMap(learnedContents);
  }
}
