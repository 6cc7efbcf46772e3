package dev.fairlead.intake.adapter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.events.EventJson;
import dev.fairlead.intake.EraseLead;
import dev.fairlead.intake.Settled;
import dev.fairlead.intake.ShowLeads;
import dev.fairlead.intake.TakeBatch;
import dev.fairlead.intake.TakeLead;
import dev.fairlead.intake.domain.Identity;
import dev.fairlead.intake.domain.Outcome;
import dev.fairlead.intake.domain.Phones;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.kit.command.Commands;
import dev.fairlead.kit.http.Page;
import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.http.Request;
import dev.fairlead.kit.sql.Failures;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/** Leads of callers with a token, and what is known of them. */
@Path("/api/intake")
@Produces(MediaType.APPLICATION_JSON)
public class LeadResource {

  private static final String NDJSON = "application/x-ndjson";

  private final TakeLead takeLead;
  private final TakeBatch takeBatch;
  private final ShowLeads showLeads;
  private final EraseLead eraseLead;
  private final Commands commands;
  private final Request request;
  private final Phones phones;
  private final Connectors connectors;

  LeadResource(
      TakeLead takeLead,
      TakeBatch takeBatch,
      ShowLeads showLeads,
      EraseLead eraseLead,
      Commands commands,
      Request request,
      Phones phones,
      Connectors connectors) {
    this.takeLead = takeLead;
    this.takeBatch = takeBatch;
    this.showLeads = showLeads;
    this.eraseLead = eraseLead;
    this.commands = commands;
    this.request = request;
    this.phones = phones;
    this.connectors = connectors;
  }

  /** What became of a lead. */
  public record Taken(UUID leadId, String outcome) {
    static Taken of(Outcome outcome) {
      return new Taken(outcome.leadId(), outcome.kind().text());
    }
  }

  /** What became of one lead of a batch; {@code status} is what a request of its own would get. */
  public record BatchItem(
      int index,
      int status,
      @Nullable UUID leadId,
      @Nullable String outcome,
      @Nullable Problem problem) {}

  /** What became of a batch, in its order. */
  public record Batch(List<BatchItem> items) {}

  /** Since when the personal data of a lead are gone. */
  public record Erased(UUID leadId, Instant erasedAt) {}

  /** Takes one lead. */
  @POST
  @Path("/leads")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({"integration", "admin"})
  @Operation(summary = "Take one lead in canonical fields; honours Idempotency-Key")
  public Uni<Response> take(@Context HttpServerRequest http, byte @Nullable [] body) {
    RawRequest raw = RawRequests.of(http, body);
    return takeLead
        .take(request.caller(), raw, request.flow())
        .map(
            settled ->
                switch (settled) {
                  case Settled.Accepted accepted -> created(accepted);
                  case Settled.Pending pending -> Response.accepted().build();
                  case Settled.Rejected rejected ->
                      Answers.problem(rejected.refusal(), raw.path(), Map.of());
                });
  }

  private static Response created(Settled.Accepted accepted) {
    Response.ResponseBuilder response =
        Response.status(201).entity(Taken.of(accepted.outcomes().getFirst()));
    return accepted.again()
        ? response.header("Idempotent-Replayed", "true").build()
        : response.build();
  }

  /** Takes up to a thousand leads. Some clients escape the colon. */
  @POST
  @Path("/leads{colon: :|%3A|%3a}batch")
  @Consumes({MediaType.APPLICATION_JSON, NDJSON, "application/ndjson"})
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed({"integration", "admin"})
  @Operation(summary = "Take up to 1000 leads, each on its own; answered in their order")
  public Uni<Batch> batch(@Context HttpServerRequest http, byte @Nullable [] body) {
    return items(http, body)
        .collect()
        .asList()
        .map(
            items ->
                new Batch(
                    items.stream().sorted(Comparator.comparingInt(BatchItem::index)).toList()));
  }

  /** The same, answered line by line. */
  @POST
  @Path("/leads{colon: :|%3A|%3a}batch")
  @Consumes({MediaType.APPLICATION_JSON, NDJSON, "application/ndjson"})
  @Produces(NDJSON)
  @RestStreamElementType(MediaType.APPLICATION_JSON)
  @RolesAllowed({"integration", "admin"})
  @Operation(summary = "Take up to 1000 leads, each on its own; a line for each as it settles")
  public Multi<BatchItem> batchByLine(@Context HttpServerRequest http, byte @Nullable [] body) {
    return items(http, body);
  }

  private Multi<BatchItem> items(HttpServerRequest http, byte @Nullable [] body) {
    return takeBatch.take(request.caller(), RawRequests.of(http, body)).map(LeadResource::answer);
  }

  private static BatchItem answer(TakeBatch.Item item) {
    return switch (item) {
      case TakeBatch.Item.Done(int index, Settled.Accepted accepted) -> {
        Taken taken = Taken.of(accepted.outcomes().getFirst());
        yield new BatchItem(index, 201, taken.leadId, taken.outcome, null);
      }
      case TakeBatch.Item.Done(int index, Settled.Pending pending) ->
          new BatchItem(index, 202, null, null, null);
      case TakeBatch.Item.Done(int index, Settled.Rejected rejected) ->
          failed(index, Answers.problem(rejected.refusal()));
      case TakeBatch.Item.Failed(int index, Throwable failure) -> failed(index, fault(failure));
    };
  }

  private static BatchItem failed(int index, Problem problem) {
    return new BatchItem(index, problem.status(), null, null, problem);
  }

  private static Problem fault(Throwable failure) {
    if (failure instanceof ProblemException problem) {
      return problem.problem();
    }
    return Failures.isPassing(failure)
        ? Problem.of(503, "service.unavailable", "try again in a moment")
        : Problem.of(500, "service.fault", "this is our fault");
  }

  /** A lead. */
  @GET
  @Path("/leads/{id}")
  @RolesAllowed({"rep", "manager", "admin", "integration"})
  @Operation(summary = "A lead; the person only for owner, helper, the team's manager and admin")
  public Uni<ObjectNode> get(@PathParam("id") String id) {
    return showLeads.one(request.caller(), id(id)).map(LeadResource::view);
  }

  /** Leads, the newest first. */
  @GET
  @Path("/leads")
  @RolesAllowed({"rep", "manager", "admin", "integration"})
  @Operation(summary = "Search leads by phone, e-mail, source and time of arrival")
  public Uni<Page<ObjectNode>> search(
      @QueryParam("phone") @Nullable String phone,
      @QueryParam("email") @Nullable String email,
      @QueryParam("source") @Nullable String source,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    int most = Page.limit(limit);
    String before = Page.decode(cursor);
    Leads.Search search =
        new Leads.Search(
            phone(phone),
            email == null ? null : orNoOne(Identity.email(email)),
            source,
            time("from", from),
            time("to", to),
            before == null ? null : id(before),
            most + 1);
    return showLeads
        .search(request.caller(), search)
        .map(found -> Page.of(found, most, shown -> shown.lead().id().toString()))
        .map(
            page ->
                new Page<>(page.items().stream().map(LeadResource::view).toList(), page.next()));
  }

  /** Removes the personal data of a lead everywhere. */
  @POST
  @Path("/leads/{id}/erase")
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed("admin")
  @Operation(summary = "Remove personal data here and, by an event, everywhere; facts stay")
  public Uni<Response> erase(
      @PathParam("id") String id, @HeaderParam("Idempotency-Key") @Nullable String key) {
    UUID leadId = id(id);
    return commands.run(
        request.caller(),
        key,
        "/api/intake/leads/" + leadId + "/erase",
        null,
        session ->
            eraseLead
                .erase(session, leadId, request.flow())
                .map(at -> Commands.Answer.ok(new Erased(leadId, at))));
  }

  private @Nullable String phone(@Nullable String asked) {
    if (asked == null) {
      return null;
    }
    // a plus sign that was not escaped arrives as a blank
    String text = asked.startsWith(" ") ? "+" + asked.strip() : asked;
    return orNoOne(phones.e164(text, connectors.defaults().defaultPhoneRegion()));
  }

  /** What cannot be read is nobody's, not everybody's. */
  private static String orNoOne(@Nullable String identity) {
    return identity == null ? "" : identity;
  }

  private static @Nullable Instant time(String name, @Nullable String text) {
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new ProblemException(
          Problem.of(
              400, "request.parameter", name + " is not a time such as 2026-01-31T00:00:00Z"));
    }
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.notFound("lead.unknown", "such lead");
    }
  }

  private static ObjectNode view(ShowLeads.Shown shown) {
    Leads.Lead lead = shown.lead();
    ObjectNode view = EventJson.mapper().valueToTree(lead.facts());
    view.remove(List.of("contact", "answers"));
    view.put("state", lead.custody().open() ? "open" : "closed");
    view.put("epoch", lead.custody().epoch());
    view.put("owner", lead.custody().owner());
    view.put("team", lead.custody().team());
    view.put("createdAt", String.valueOf(lead.createdAt()));
    if (lead.erasedAt() != null) {
      view.put("erasedAt", lead.erasedAt().toString());
    }
    Leads.Person person = lead.person();
    if (shown.withPerson() && person != null) {
      view.setAll(EventJson.mapper().<ObjectNode>valueToTree(person));
    }
    view.properties().removeIf(entry -> entry.getValue().isNull());
    return view;
  }
}
