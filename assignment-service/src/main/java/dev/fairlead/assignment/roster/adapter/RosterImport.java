package dev.fairlead.assignment.roster.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.fairlead.assignment.roster.ChangeRoster.Outcome;
import dev.fairlead.assignment.roster.ChangeRoster.Step;
import dev.fairlead.events.EventJson;
import dev.fairlead.events.RosterEvent;
import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.Problem.Violation;
import dev.fairlead.kit.http.ProblemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a roster of reps out of comma-separated values: a header line with the fields of a rep in
 * any order, lists separated by {@code ;}, skills as {@code name:level}. A cell that is left empty
 * keeps what is known; a rep that is not known yet is entered.
 */
final class RosterImport {

  /** Most lines of one file. */
  static final int MOST = 5000;

  private static final Set<String> LISTS =
      Set.of("teams", "roles", "regions", "productLines", "segments", "industries", "interests");
  private static final Set<String> TEXTS =
      Set.of("name", "region", "timeZone", "calendar", "status", "email", "manager", "language");
  private static final Set<String> NUMBERS = Set.of("capacity", "weight");

  private static final CsvMapper CSV =
      CsvMapper.builder()
          .enable(CsvParser.Feature.TRIM_SPACES)
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .build();

  private RosterImport() {}

  /**
   * A line that was read.
   *
   * @param line its number in the file, the header being 1
   * @param step what it changes; null when it cannot be read
   * @param errors what is wrong with it
   */
  record Line(int line, String id, @Nullable Step step, List<Violation> errors) {}

  /**
   * Reads a file.
   *
   * @throws ProblemException 422 {@code roster.malformed}
   */
  static List<Line> read(String text) {
    List<Line> lines = new ArrayList<>();
    String bare = text.startsWith("\uFEFF") ? text.substring(1) : text;
    try (MappingIterator<Map<String, String>> rows =
        CSV.readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(bare)) {
      while (rows.hasNext()) {
        lines.add(line(lines.size() + 2, rows.next()));
        if (lines.size() > MOST) {
          throw malformed("a file may have " + MOST + " lines");
        }
      }
    } catch (IOException | RuntimeException e) {
      if (e instanceof ProblemException problem) {
        throw problem;
      }
      throw malformed("line " + (lines.size() + 2) + " cannot be read");
    }
    return lines;
  }

  private static ProblemException malformed(String why) {
    return new ProblemException(Problem.of(422, "roster.malformed", why));
  }

  private static Line line(int number, Map<String, String> row) {
    String id = row.getOrDefault("id", "").strip();
    ObjectNode sent = EventJson.mapper().createObjectNode();
    List<Violation> errors = new ArrayList<>();
    row.forEach((column, cell) -> cell(sent, column.strip(), cell == null ? "" : cell, errors));
    if (!RosterHttp.isId(id)) {
      errors.add(new Violation("/id", "letters, digits, '.', '_', '@' and '-', at most 64"));
    }
    Step step = errors.isEmpty() ? new Step("rep", id, current -> change(id, sent, current)) : null;
    return new Line(number, id, step, List.copyOf(errors));
  }

  private static void cell(ObjectNode sent, String column, String cell, List<Violation> errors) {
    String text = cell.strip();
    if (column.equals("id") || text.isEmpty()) {
      return;
    }
    if (TEXTS.contains(column)) {
      sent.put(column, text);
    } else if (LISTS.contains(column)) {
      sent.set(column, EventJson.mapper().valueToTree(parts(text)));
    } else if (NUMBERS.contains(column)) {
      number(sent, column, text, errors);
    } else if (column.equals("skills")) {
      skills(sent, text, errors);
    } else if (column.equals("workingHours")) {
      json(sent, column, text, errors);
    } else {
      errors.add(new Violation("/" + column, "there is no such column"));
    }
  }

  private static List<String> parts(String text) {
    return List.of(text.split("\\s*;\\s*"));
  }

  private static void number(ObjectNode sent, String column, String text, List<Violation> errors) {
    try {
      sent.put(column, new java.math.BigDecimal(text));
    } catch (NumberFormatException e) {
      errors.add(new Violation("/" + column, "must be a number"));
    }
  }

  private static void skills(ObjectNode sent, String text, List<Violation> errors) {
    ObjectNode skills = sent.putObject("skills");
    for (String part : parts(text)) {
      String[] skill = part.split("\\s*:\\s*", 2);
      try {
        skills.put(skill[0], skill.length == 1 ? 1 : Integer.parseInt(skill[1]));
      } catch (NumberFormatException e) {
        errors.add(new Violation("/skills/" + skill[0], "must be a whole number"));
      }
    }
  }

  private static void json(ObjectNode sent, String column, String text, List<Violation> errors) {
    try {
      sent.set(column, EventJson.mapper().readTree(text));
    } catch (JsonProcessingException e) {
      errors.add(new Violation("/" + column, "must be JSON"));
    }
  }

  /** The rep with what the line says. */
  private static Outcome change(String id, ObjectNode sent, @Nullable ObjectNode current) {
    RepBody body = body(sent, current);
    RosterEvent.Rep rep = body.checked(id);
    return new Outcome(rep, body.own(current));
  }

  private static RepBody body(ObjectNode sent, @Nullable ObjectNode current) {
    ObjectNode whole = current == null ? EventJson.mapper().createObjectNode() : current.deepCopy();
    whole.setAll(sent);
    try {
      return EventJson.mapper().treeToValue((JsonNode) whole, RepBody.class);
    } catch (JsonProcessingException e) {
      throw ProblemException.invalid("roster.invalid", "", "a cell has the wrong form");
    }
  }

  /** What is wrong with a line that could be read, were it applied to nothing known. */
  static List<Violation> check(Line line, @Nullable ObjectNode current) {
    if (line.step() == null) {
      return line.errors();
    }
    try {
      line.step().change().apply(current);
      return List.of();
    } catch (ProblemException e) {
      return e.problem().errors();
    }
  }
}
