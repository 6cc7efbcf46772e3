package dev.fairlead.events.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidencePackTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LEAD = "0197a000-0000-7000-8000-000000000001";

  @Test
  void anUntouchedPackIsWhole() {
    assertThat(new EvidencePack(pack(4)).verify()).isEmpty();
    assertThat(new EvidencePack(pack(0)).verify()).isEmpty();
  }

  @Test
  void aPackReadBackFromItsTextIsWhole() throws Exception {
    JsonNode again =
        JSON.readTree(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(pack(3)));

    assertThat(new EvidencePack(again).verify()).isEmpty();
  }

  @Test
  void aChangedFieldIsFoundInItsEntry() {
    ObjectNode pack = pack(4);
    entry(pack, 2).put("to", "somebody-else");

    assertThat(flaw(pack)).isEqualTo("entry 3: it was changed after it was written");
  }

  @Test
  void aFieldDeepInsideAnEntryIsCoveredToo() {
    ObjectNode pack = pack(4);
    ((ObjectNode) entry(pack, 1).path("custody")).put("deadline", "2030-01-01T00:00:00Z");

    assertThat(flaw(pack)).startsWith("entry 2: it was changed");
  }

  @Test
  void aFieldThatWasAddedIsFound() {
    ObjectNode pack = pack(2);
    entry(pack, 0).put("approvedBy", "li-lei");

    assertThat(flaw(pack)).startsWith("entry 1: it was changed");
  }

  @Test
  void aChangedEntryWithItsHashMadeAnewBreaksTheNextOne() {
    ObjectNode pack = pack(4);
    ObjectNode changed = entry(pack, 1).put("to", "somebody-else");
    changed.put("hash", Evidence.hash(changed));

    assertThat(flaw(pack)).startsWith("entry 3: it does not follow entry 2");
  }

  @Test
  void aRemovedEntryIsFoundAtTheOneAfterIt() {
    ObjectNode pack = pack(4);
    entries(pack).remove(1);

    assertThat(flaw(pack)).startsWith("entry 3: it does not follow entry 1");
  }

  @Test
  void aRemovedBeginningIsFound() {
    ObjectNode pack = pack(4);
    entries(pack).remove(0);

    assertThat(flaw(pack)).startsWith("entry 2: it is not the first of this lead");
  }

  @Test
  void entriesInAnotherOrderAreFound() {
    ObjectNode pack = pack(4);
    JsonNode second = entries(pack).remove(1);
    entries(pack).insert(2, second);

    assertThat(flaw(pack)).startsWith("entry 3: it does not follow entry 1");
  }

  @Test
  void anInsertedEntryIsFound() {
    ObjectNode pack = pack(4);
    entries(pack).insert(2, entry(pack, 1).deepCopy());

    assertThat(flaw(pack)).startsWith("entry 2: it does not follow entry 2");
  }

  @Test
  void aCutOffEndIsFoundByTheCountAndByTheHead() {
    ObjectNode pack = pack(4);
    entries(pack).remove(3);

    assertThat(flaw(pack)).isEqualTo("it should have 4 entries and has 3");
    pack.put("count", 3);
    assertThat(flaw(pack)).isEqualTo("it does not end in the entry it names as its head");
  }

  @Test
  void aCutThatIsHiddenWellIsFoundByAHeadNotedBefore() {
    ObjectNode pack = pack(4);
    String noted = pack.path("head").asText();
    entries(pack).remove(3);
    pack.put("count", 3).put("head", entry(pack, 2).path("hash").asText());

    assertThat(new EvidencePack(pack).verify()).isEmpty();
    assertThat(new EvidencePack(pack).verify(noted)).isPresent();
  }

  @Test
  void aChainOfAnotherLeadIsNotTaken() {
    ObjectNode pack = pack(2).put("leadId", "another");

    assertThat(flaw(pack)).startsWith("entry 1: it is of another lead");
  }

  @Test
  void erasedWordsLeaveTheChainWholeAndChangedOnesDoNot() {
    ObjectNode pack = pack(3);
    entry(pack, 1).remove(List.of("reason", "reasonSalt"));
    assertThat(new EvidencePack(pack).verify()).isEmpty();

    entry(pack, 2).put("reason", "something else");
    assertThat(flaw(pack)).isEqualTo("entry 3: its reason was changed");
  }

  @Test
  void anActivityIsCoveredByItsEntry() {
    ObjectNode changed = pack(3);
    ((ObjectNode) changed.path("activities").path(0)).put("at", "2026-01-01T00:00:00Z");
    assertThat(flaw(changed)).isEqualTo("activity a1 was changed after it was written");

    ObjectNode removed = pack(3);
    ((ArrayNode) removed.path("activities")).removeAll();
    assertThat(flaw(removed)).startsWith("entry 2: the activity it is about is missing");

    ObjectNode added = pack(3);
    ((ArrayNode) added.path("activities")).add(activity("a2"));
    assertThat(flaw(added)).startsWith("activity a2 has no entry");
  }

  @Test
  void canonicalJsonHasOneForm() throws Exception {
    JsonNode node =
        JSON.readTree("{ \"b\" : [1, true, \"华\\u001f\\n\\\"\"], \"a\": {\"z\": null, \"y\": -2}}");

    assertThat(CanonicalJson.write(node))
        .isEqualTo("{\"a\":{\"y\":-2},\"b\":[1,true,\"华\\u001f\\n\\\"\"]}");
    assertThatThrownBy(() -> CanonicalJson.write(JSON.readTree("[1.5]")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String flaw(ObjectNode pack) {
    return new EvidencePack(pack).verify().orElseThrow().toString();
  }

  private static ArrayNode entries(ObjectNode pack) {
    return (ArrayNode) pack.path("entries");
  }

  private static ObjectNode entry(ObjectNode pack, int index) {
    return (ObjectNode) pack.path("entries").path(index);
  }

  private static ObjectNode pack(int size) {
    ObjectNode activity = activity("a1");
    List<ObjectNode> entries = new ArrayList<>();
    String previous = Evidence.genesis(LEAD);
    for (int i = 1; i <= size; i++) {
      ObjectNode entry = JSON.createObjectNode();
      entry.put("leadId", LEAD).put("seq", i).put("epoch", i).put("to", "rep-" + i);
      entry.put("reason", "because " + i).put("reasonSalt", "salt");
      entry.put("reasonHash", Evidence.ofWords("salt", "because " + i));
      entry.putObject("custody").put("deadline", "2026-04-0" + i + "T00:00:00Z");
      if (i == 2) {
        entry.put("activityHash", activity.path("hash").asText());
      }
      entry.put("previousHash", previous);
      previous = Evidence.hash(entry);
      entries.add(entry.put("hash", previous));
    }
    ObjectNode pack = JSON.createObjectNode();
    pack.put("format", Evidence.FORMAT).put("leadId", LEAD).put("count", size);
    pack.put("head", previous);
    pack.putArray("entries").addAll(entries);
    ArrayNode activities = pack.putArray("activities");
    if (size >= 2) {
      activities.add(activity);
    }
    return pack;
  }

  private static ObjectNode activity(String id) {
    ObjectNode activity = JSON.createObjectNode().put("id", id).put("kind", "call");
    return activity.put("hash", Evidence.hash(activity));
  }
}
