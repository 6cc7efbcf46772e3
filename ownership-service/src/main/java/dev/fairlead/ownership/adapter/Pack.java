package dev.fairlead.ownership.adapter;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.events.EventJson;
import dev.fairlead.events.evidence.Evidence;
import dev.fairlead.ownership.LeadView;
import java.time.Instant;
import java.util.List;

/** Evidence about a lead, to be verified by {@link dev.fairlead.events.evidence.EvidencePack}. */
public final class Pack {

  private Pack() {}

  /**
   * A pack of everything that was entered.
   *
   * @param lead how it stands now
   * @param entries all of its entries; those from before the chain are counted, not shown
   * @param withNotes whether the notes of activities are shown; their hashes always are
   */
  public static ObjectNode of(
      LeadView lead,
      List<Entry> entries,
      List<Activity> activities,
      boolean withNotes,
      Instant now) {
    String leadId = lead.leadId();
    List<Entry> chained = entries.stream().filter(Entry::isChained).toList();
    ObjectNode pack = EventJson.mapper().createObjectNode();
    pack.put("format", Evidence.FORMAT).put("leadId", leadId).put("madeAt", now.toString());
    pack.put("count", chained.size());
    pack.put("head", chained.isEmpty() ? Evidence.genesis(leadId) : chained.getLast().end().head());
    pack.put("unchained", entries.size() - chained.size());
    pack.set("lead", EventJson.mapper().valueToTree(lead));
    ArrayNode shown = pack.putArray("entries");
    chained.forEach(entry -> shown.add(entry.statement()));
    ArrayNode done = pack.putArray("activities");
    activities.stream()
        .filter(activity -> activity.hash() != null)
        .map(Activity::statement)
        .map(shownAs -> withNotes ? shownAs : shownAs.remove(List.of("note", "noteSalt")))
        .forEach(done::add);
    return pack;
  }
}
