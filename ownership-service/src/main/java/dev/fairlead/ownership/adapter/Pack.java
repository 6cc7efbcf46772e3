package dev.fairlead.ownership.adapter;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.events.EventJson;
import dev.fairlead.events.evidence.Evidence;
import dev.fairlead.ownership.LeadView;
import dev.fairlead.ownership.domain.Custody;
import java.time.Instant;
import java.util.List;

/** Evidence about a lead, to be verified by {@link dev.fairlead.events.evidence.EvidencePack}. */
public final class Pack {

  private Pack() {}

  /**
   * A pack of everything that was entered.
   *
   * @param custody how the lead stands now
   * @param entries all of its entries; those from before the chain are counted, not shown
   */
  public static ObjectNode of(
      String leadId, Custody custody, List<Entry> entries, List<Activity> activities, Instant now) {
    List<Entry> chained = entries.stream().filter(Entry::isChained).toList();
    ObjectNode pack = EventJson.mapper().createObjectNode();
    pack.put("format", Evidence.FORMAT).put("leadId", leadId).put("madeAt", now.toString());
    pack.put("count", chained.size());
    pack.put("head", chained.isEmpty() ? Evidence.genesis(leadId) : chained.getLast().end().head());
    pack.put("unchained", entries.size() - chained.size());
    pack.set("lead", EventJson.mapper().valueToTree(LeadView.of(leadId, custody, now)));
    ArrayNode shown = pack.putArray("entries");
    chained.forEach(entry -> shown.add(entry.statement()));
    ArrayNode done = pack.putArray("activities");
    activities.stream()
        .filter(activity -> activity.hash() != null)
        .forEach(activity -> done.add(activity.statement()));
    return pack;
  }
}
