package dev.fairlead.intake.kind;

import dev.fairlead.intake.domain.Answer;
import dev.fairlead.intake.domain.Outcome;
import java.util.List;
import java.util.stream.Collectors;

/** Our own way to tell what became of a lead. */
final class LeadAnswer {
  private LeadAnswer() {}

  /** What was created: one lead as an object, several as a list. */
  static Answer of(List<Outcome> outcomes) {
    return Answer.json(201, body(outcomes));
  }

  /** The same for senders that know 200 only. */
  static Answer ok(List<Outcome> outcomes) {
    return Answer.json(200, body(outcomes));
  }

  private static String body(List<Outcome> outcomes) {
    List<String> objects = outcomes.stream().map(LeadAnswer::object).toList();
    return objects.size() == 1
        ? objects.getFirst()
        : objects.stream().collect(Collectors.joining(",", "[", "]"));
  }

  private static String object(Outcome outcome) {
    return "{\"leadId\":\""
        + outcome.leadId()
        + "\",\"outcome\":\""
        + outcome.kind().text()
        + "\"}";
  }
}
