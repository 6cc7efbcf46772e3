package dev.fairlead.notification.adapter;

import dev.fairlead.kit.command.Commands;
import dev.fairlead.kit.http.Page;
import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.http.Request;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.notification.RetryDelivery;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** What goes out over channels, for those who run the installation. */
@Path("/api/notification/deliveries")
@RolesAllowed("admin")
@Produces(MediaType.APPLICATION_JSON)
public class DeliveriesResource {

  private static final Set<String> STATUSES =
      Set.of(Deliveries.PENDING, Deliveries.SENT, Deliveries.FAILED);

  private final Transactions transactions;
  private final Commands commands;
  private final Deliveries deliveries;
  private final RetryDelivery retryDelivery;
  private final Request request;

  DeliveriesResource(
      Transactions transactions,
      Commands commands,
      Deliveries deliveries,
      RetryDelivery retryDelivery,
      Request request) {
    this.transactions = transactions;
    this.commands = commands;
    this.deliveries = deliveries;
    this.retryDelivery = retryDelivery;
    this.request = request;
  }

  /** Deliveries of a status and a channel (its kind or its id), or all; the newest first. */
  @GET
  public Uni<Page<Deliveries.Item>> list(
      @QueryParam("status") @Nullable String status,
      @QueryParam("channel") @Nullable String channel,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    if (status != null && !STATUSES.contains(status)) {
      throw new ProblemException(
          Problem.of(400, "delivery.status", "status is one of pending, sent, failed"));
    }
    UUID below = below(cursor);
    int most = Page.limit(limit);
    return transactions
        .run(session -> deliveries.list(session, status, channel, below, most + 1))
        .map(list -> Page.of(list, most, item -> item.id().toString()));
  }

  private static @Nullable UUID below(@Nullable String cursor) {
    String key = Page.decode(cursor);
    try {
      return key == null ? null : UUID.fromString(key);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          Problem.of(400, "request.cursor", "the cursor is not one of ours"));
    }
  }

  /** A new round of tries for one that failed or waits. */
  @POST
  @Path("/{id}/retry")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Tries a delivery again, now")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Deliveries.Item.class)))
  public Uni<Response> retry(
      @PathParam("id") UUID id, @HeaderParam("Idempotency-Key") @Nullable String key) {
    return commands.run(
        request.caller(),
        key,
        "/api/notification/deliveries/" + id + "/retry",
        null,
        session -> retryDelivery.retry(session, id).map(Commands.Answer::ok));
  }
}
