package dev.fairlead.acceptance.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.acceptance.Answer;
import dev.fairlead.acceptance.Api;
import dev.fairlead.acceptance.Installation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How a service says that leads stand is what the ledger's facts add up to. */
final class Projections implements Invariant {

  private final Installation fairlead;
  private final String service;
  private final String path;

  /**
   * A projection.
   *
   * @param path lists {@code {leadId, epoch, state, owner?}}
   */
  Projections(Installation fairlead, String service, String path) {
    this.fairlead = fairlead;
    this.service = service;
    this.path = path;
  }

  @Override
  public String name() {
    return "what " + service + "-service says of each lead is the fold of the stream";
  }

  @Override
  public Finding check(Recording recording) {
    Map<String, JsonNode> said = ask();
    List<Violation> violations = new ArrayList<>();
    boolean gone = recording.mayBeGone(Recording.OWNERSHIP);
    long checked = 0;
    for (String lead : recording.keys()) {
      List<Seen> facts =
          recording.of(lead, Recording.OWNERSHIP).stream().filter(e -> e.epoch() >= 0).toList();
      if (facts.stream().noneMatch(Standing::makesEpoch)) {
        continue;
      }
      checked++;
      Standing folded = Standing.of(facts, gone).end();
      JsonNode told = said.get(lead);
      if (told == null) {
        violations.add(new Violation(lead, "not known to " + service, facts));
      } else if (!agrees(told, folded)) {
        violations.add(
            new Violation(
                lead,
                "%s says %s, the stream %s@%d"
                    .formatted(service, describe(told), folded.state(), folded.epoch()),
                List.of(facts.getLast())));
      }
    }
    return new Finding(checked, violations);
  }

  private Map<String, JsonNode> ask() {
    Map<String, JsonNode> said = new HashMap<>();
    Api admin = fairlead.as("admin");
    String cursor = "";
    do {
      String page = path + (path.contains("?") ? "&" : "?") + "limit=500" + cursor;
      Answer answer = admin.get(page).ok();
      answer.body().path("items").forEach(item -> said.put(item.path("leadId").asText(), item));
      cursor = answer.text("next").isEmpty() ? "" : "&cursor=" + Api.encode(answer.text("next"));
    } while (!cursor.isEmpty());
    return said;
  }

  private static boolean agrees(JsonNode told, Standing folded) {
    boolean sameOwner =
        !folded.state().equals("owned") || told.path("owner").asText("").equals(folded.owner());
    return sameOwner
        && told.path("epoch").asLong(-1) == folded.epoch()
        && told.path("state").asText("").toLowerCase(Locale.ROOT).equals(folded.state());
  }

  private static String describe(JsonNode told) {
    return told.path("state").asText("") + "@" + told.path("epoch").asLong(-1);
  }
}
