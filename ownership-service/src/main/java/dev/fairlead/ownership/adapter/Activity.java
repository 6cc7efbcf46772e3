package dev.fairlead.ownership.adapter;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.events.EventJson;
import dev.fairlead.events.evidence.Evidence;
import dev.fairlead.ownership.domain.LedgerCommand.LogActivity;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An activity (跟进) as it is kept.
 *
 * @param empty it has neither outcome nor note nor evidence (打卡式)
 * @param evidence what shows that it took place
 * @param loggedAt when it was told, which may be later than {@code at}
 * @param hash covers all of it but the note's words; null for one from before there were hashes
 */
public record Activity(
    UUID id,
    String leadId,
    long epoch,
    String repId,
    String kind,
    @Nullable String outcome,
    Words note,
    boolean qualifying,
    boolean empty,
    List<Reference> evidence,
    Instant at,
    Instant loggedAt,
    @Nullable String hash) {

  public Activity {
    evidence = List.copyOf(evidence);
  }

  /** Something kept elsewhere, such as a recording: what it is, and its id there. */
  public record Reference(String kind, String ref) {}

  /** An activity that is logged now. */
  public static Activity of(
      UUID id,
      String leadId,
      long epoch,
      LogActivity what,
      @Nullable String note,
      List<Reference> evidence,
      Instant now) {
    boolean empty = isBlank(what.outcome()) && isBlank(note) && evidence.isEmpty();
    Activity bare =
        new Activity(
            id,
            leadId,
            epoch,
            what.repId(),
            what.kind(),
            what.outcome(),
            Words.of(note),
            what.qualifying(),
            empty,
            evidence,
            what.at(),
            now,
            null);
    return bare.hashed();
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }

  private Activity hashed() {
    return new Activity(
        id,
        leadId,
        epoch,
        repId,
        kind,
        outcome,
        note,
        qualifying,
        empty,
        evidence,
        at,
        loggedAt,
        Evidence.hash(statement()));
  }

  /** The activity as evidence shows it; its hash covers all of it but itself and the note. */
  public ObjectNode statement() {
    ObjectNode out = EventJson.mapper().createObjectNode();
    out.put("id", id.toString()).put("leadId", leadId).put("epoch", epoch);
    out.put("repId", repId).put("kind", kind);
    if (outcome != null) {
      out.put("outcome", outcome);
    }
    note.into(out, "note");
    out.put("qualifying", qualifying).put("empty", empty);
    ArrayNode shown = out.putArray("evidence");
    evidence.forEach(e -> shown.addObject().put("kind", e.kind()).put("ref", e.ref()));
    out.put("at", at.toString()).put("loggedAt", loggedAt.toString());
    if (hash != null) {
      out.put("hash", hash);
    }
    return out;
  }
}
