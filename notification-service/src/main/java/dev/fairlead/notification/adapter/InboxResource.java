package dev.fairlead.notification.adapter;

import dev.fairlead.kit.command.Commands;
import dev.fairlead.kit.http.Page;
import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.http.Request;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.notification.domain.Text;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** The inbox of whoever is signed in. */
@Path("/api/notification/inbox")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class InboxResource {

  private final Transactions transactions;
  private final Commands commands;
  private final Notices notices;
  private final Request request;

  InboxResource(Transactions transactions, Commands commands, Notices notices, Request request) {
    this.transactions = transactions;
    this.commands = commands;
    this.notices = notices;
    this.request = request;
  }

  /** A notice in the inbox. */
  public record Item(
      UUID id,
      String type,
      @Nullable String leadId,
      Text text,
      Instant at,
      @Nullable Instant readAt) {
    static Item of(Notices.Shown notice) {
      return new Item(
          notice.id(), notice.type(), notice.leadId(), notice.text(), notice.at(), notice.readAt());
    }
  }

  /** My notices, the newest first. */
  @GET
  public Uni<Page<Item>> list(
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("unread") @DefaultValue("false") boolean unread) {
    String person = request.caller().id();
    long below = below(cursor);
    int most = Page.limit(limit);
    return transactions
        .run(session -> notices.inbox(session, person, below, unread, most + 1))
        .map(list -> page(Page.of(list, most, n -> Long.toString(n.number()))));
  }

  private static Page<Item> page(Page<Notices.Shown> page) {
    List<Item> items = page.items().stream().map(Item::of).toList();
    return new Page<>(items, page.next());
  }

  private static long below(@Nullable String cursor) {
    String key = Page.decode(cursor);
    try {
      return key == null ? Long.MAX_VALUE : Long.parseLong(key);
    } catch (NumberFormatException e) {
      throw new ProblemException(
          Problem.of(400, "request.cursor", "the cursor is not one of ours"));
    }
  }

  /** Marks a notice as read; the first time counts. */
  @POST
  @Path("/{id}/read")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Marks one of my notices as read")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Item.class)))
  public Uni<Response> read(
      @PathParam("id") UUID id, @HeaderParam("Idempotency-Key") @Nullable String key) {
    String person = request.caller().id();
    return commands.run(
        request.caller(),
        key,
        "/api/notification/inbox/" + id + "/read",
        null,
        session ->
            notices
                .read(session, person, id, Instant.now())
                .map(notice -> Commands.Answer.ok(Item.of(found(notice)))));
  }

  private static Notices.Shown found(Notices.@Nullable Shown notice) {
    if (notice == null) {
      throw ProblemException.notFound("notice.unknown", "notice of that id in your inbox");
    }
    return notice;
  }
}
