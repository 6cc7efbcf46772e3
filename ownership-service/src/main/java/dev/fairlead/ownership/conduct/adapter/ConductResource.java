package dev.fairlead.ownership.conduct.adapter;

import dev.fairlead.kit.command.Commands;
import dev.fairlead.kit.http.Page;
import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.http.Request;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.ownership.LedgerClock;
import dev.fairlead.ownership.Oversight;
import dev.fairlead.ownership.adapter.Checks;
import dev.fairlead.ownership.adapter.Cursor;
import dev.fairlead.ownership.conduct.DismissViolation;
import dev.fairlead.ownership.conduct.domain.RuleBook;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The rules of conduct, and what detectors found under them. */
@Path("/api/ownership")
@RolesAllowed({"manager", "admin"})
public class ConductResource {

  private final Request request;
  private final Commands commands;
  private final Transactions transactions;
  private final RuleBooks books;
  private final Violations violations;
  private final DismissViolation dismissViolation;
  private final Oversight oversight;
  private final LedgerClock clock;

  ConductResource(
      Request request,
      Commands commands,
      Transactions transactions,
      RuleBooks books,
      Violations violations,
      DismissViolation dismissViolation,
      Oversight oversight,
      LedgerClock clock) {
    this.request = request;
    this.commands = commands;
    this.transactions = transactions;
    this.books = books;
    this.violations = violations;
    this.dismissViolation = dismissViolation;
    this.oversight = oversight;
    this.clock = clock;
  }

  /** Body of a dismissal. */
  public record Dismissal(@Nullable String reason) {}

  @GET
  @Path("/conduct")
  @RolesAllowed({"manager", "analyst", "admin"})
  @Operation(summary = "The detectors' rules that hold, and what follows from breaking them")
  public Uni<Response> rules() {
    return transactions.run(books::current).map(ConductResource::answer);
  }

  @PUT
  @Path("/conduct")
  @RolesAllowed("admin")
  @Operation(summary = "Replaces the rules; those not named hold as they do without settings")
  public Uni<Response> replace(
      @HeaderParam("If-Match") @Nullable String ifMatch, @Nullable RulesDocument body) {
    if (body == null) {
      throw ProblemException.invalid("request.invalid", "/rules", "is needed");
    }
    body.book(0);
    return transactions
        .run(
            session ->
                books.replace(session, body, version(ifMatch), request.caller().id(), clock.now()))
        .map(ConductResource::answer);
  }

  @GET
  @Path("/violations")
  @RolesAllowed({"manager", "analyst", "admin"})
  @Operation(
      summary = "What detectors found, the latest first",
      description = "from and to are instants or dates (UTC), to exclusive")
  public Uni<Page<Violations.Item>> violations(
      @QueryParam("repId") @Nullable String repId,
      @QueryParam("rule") @Nullable String rule,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    ZoneId utc = ZoneOffset.UTC;
    Checks checks = new Checks();
    Instant begin = checks.begin("/from", from, utc);
    Instant end = checks.begin("/to", to, utc);
    checks.done();
    int size = Page.limit(limit);
    long below = Cursor.below(cursor);
    return transactions
        .run(
            session ->
                oversight
                    .teams(session, request.caller())
                    .chain(
                        teams ->
                            violations.list(
                                session,
                                new Violations.Query(
                                    repId,
                                    rule,
                                    begin,
                                    end,
                                    teams.map(t -> t.toArray(String[]::new)).orElse(null),
                                    below,
                                    size + 1))))
        .map(found -> Page.of(found, size, item -> Long.toString(item.seq())));
  }

  @POST
  @Path("/violations/{id}/dismiss")
  @Operation(summary = "It was none: it counts no more, and its penalty is lifted")
  public Uni<Response> dismiss(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Context UriInfo uri,
      @Nullable Dismissal body) {
    Checks checks = new Checks();
    String reason = checks.text("/reason", body == null ? null : body.reason(), 2000);
    checks.done();
    return commands.run(
        request.caller(),
        key,
        uri.getPath(),
        body,
        session ->
            dismissViolation
                .run(session, request.caller(), request.flow(), id, reason)
                .map(Commands.Answer::ok));
  }

  private static Response answer(RuleBook book) {
    return Response.ok(RulesDocument.of(book), MediaType.APPLICATION_JSON)
        .header("ETag", "\"" + book.version() + "\"")
        .build();
  }

  private static @Nullable Integer version(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.isBlank() || ifMatch.strip().equals("*")) {
      return null;
    }
    try {
      return Integer.valueOf(ifMatch.strip().replace("\"", "").replace("W/", ""));
    } catch (NumberFormatException e) {
      throw new ProblemException(
          Problem.of(412, "conduct.changed", "the rules are not those you saw"));
    }
  }
}
