package dev.fairlead.assignment.roster.adapter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.assignment.roster.ChangeRoster.Changed;
import dev.fairlead.assignment.roster.ChangeRoster.Step;
import dev.fairlead.assignment.roster.ImportRoster;
import dev.fairlead.assignment.roster.adapter.RosterEntries.Entry;
import dev.fairlead.kit.command.Commands;
import dev.fairlead.kit.http.Problem.Violation;
import dev.fairlead.kit.http.Request;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Many reps at once. */
@Path("/api/assignment/roster")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("admin")
public class RosterResource {

  private final ImportRoster imports;
  private final Commands commands;
  private final Request request;

  RosterResource(ImportRoster imports, Commands commands, Request request) {
    this.imports = imports;
    this.commands = commands;
    this.request = request;
  }

  /**
   * What became of a line.
   *
   * @param line its number in the file, the header being 1
   * @param outcome {@code created}, {@code changed} or {@code refused}
   */
  public record Result(int line, String id, String outcome, List<Violation> errors) {}

  /** What became of a file. */
  public record Imported(int created, int changed, int refused, List<Result> lines) {}

  @POST
  @Path("/import")
  @Consumes({"text/csv", "text/plain"})
  @Operation(
      summary =
          "Enters and changes reps out of a CSV file; a wrong line is refused, the rest is done",
      description = "Columns are the fields of a rep; lists with ';', skills as name:level")
  public Uni<Response> run(
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @QueryParam("dryRun") boolean dryRun,
      @Nullable String file) {
    List<RosterImport.Line> lines = RosterImport.read(file == null ? "" : file);
    Map<Integer, List<Violation>> errors = new HashMap<>();
    List<String> ids = lines.stream().map(RosterImport.Line::id).distinct().toList();
    return commands.run(
        request.caller(),
        key,
        "/roster/import",
        file,
        session ->
            imports
                .run(
                    session,
                    ids,
                    known -> steps(lines, known, errors, dryRun),
                    request.flow(),
                    Instant.now())
                .map(changed -> Commands.Answer.ok(answer(lines, errors, changed))));
  }

  private static List<Step> steps(
      List<RosterImport.Line> lines,
      Map<String, Entry> known,
      Map<Integer, List<Violation>> errors,
      boolean dryRun) {
    List<Step> steps = new ArrayList<>();
    for (RosterImport.Line line : lines) {
      Entry entry = known.get(line.id());
      List<Violation> wrong = check(line, entry);
      errors.put(line.line(), wrong);
      if (wrong.isEmpty() && line.step() != null && !dryRun) {
        steps.add(line.step());
      }
    }
    return steps;
  }

  private static List<Violation> check(RosterImport.Line line, @Nullable Entry entry) {
    if (entry != null && !entry.kind().equals("rep")) {
      return List.of(new Violation("/id", "is the id of a " + entry.kind()));
    }
    ObjectNode current = entry == null || entry.deleted() ? null : entry.document();
    return RosterImport.check(line, current);
  }

  private static Imported answer(
      List<RosterImport.Line> lines, Map<Integer, List<Violation>> errors, List<Changed> changed) {
    Map<String, Boolean> created = new HashMap<>();
    changed.forEach(one -> created.putIfAbsent(one.entry().id(), one.created()));
    List<Result> results = new ArrayList<>();
    for (RosterImport.Line line : lines) {
      List<Violation> wrong = errors.getOrDefault(line.line(), List.of());
      boolean isNew = Boolean.TRUE.equals(created.get(line.id()));
      String outcome = !wrong.isEmpty() ? "refused" : isNew ? "created" : "changed";
      results.add(new Result(line.line(), line.id(), outcome, wrong));
    }
    return new Imported(
        count(results, "created"), count(results, "changed"), count(results, "refused"), results);
  }

  private static int count(List<Result> results, String outcome) {
    return (int) results.stream().filter(result -> result.outcome().equals(outcome)).count();
  }
}
