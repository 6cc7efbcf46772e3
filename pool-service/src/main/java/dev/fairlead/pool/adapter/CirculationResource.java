package dev.fairlead.pool.adapter;

import dev.fairlead.kit.command.Commands;
import dev.fairlead.kit.http.Request;
import dev.fairlead.pool.RecallPooledLead;
import dev.fairlead.pool.RestorePooledLead;
import dev.fairlead.pool.domain.PooledLead;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Leads that leave a pool's circulation, or come back into it. */
@Path("/api/pool/pools/{pool}/leads/{lead}")
@RolesAllowed({"rep", "manager", "admin"})
public class CirculationResource {

  private static final String ADMIN = "admin";

  private final RestorePooledLead restorePooledLead;
  private final RecallPooledLead recallPooledLead;
  private final Commands commands;
  private final Request request;

  CirculationResource(
      RestorePooledLead restorePooledLead,
      RecallPooledLead recallPooledLead,
      Commands commands,
      Request request) {
    this.restorePooledLead = restorePooledLead;
    this.recallPooledLead = recallPooledLead;
    this.commands = commands;
    this.request = request;
  }

  /** Brings an archived lead back. */
  @POST
  @Path("/restore")
  @Operation(summary = "Bring an archived lead back into circulation; for admins of the pool")
  public Uni<Response> restore(
      @PathParam("pool") String pool,
      @PathParam("lead") String lead,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Nullable Reason body) {
    return run(
        pool,
        lead,
        "restore",
        key,
        body,
        session ->
            restorePooledLead.restore(
                session, request.caller(), pool, lead, Reason.of(body), request.flow()));
  }

  /** Has assignment decide on a lead again. */
  @POST
  @Path("/recall")
  @Operation(summary = "Have assignment decide on a pooled lead again; for admins of the pool")
  public Uni<Response> recall(
      @PathParam("pool") String pool,
      @PathParam("lead") String lead,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Nullable Reason body) {
    return run(
        pool,
        lead,
        "recall",
        key,
        body,
        session ->
            recallPooledLead.recall(
                session, request.caller(), pool, lead, Reason.of(body), request.flow()));
  }

  private Uni<Response> run(
      String pool,
      String lead,
      String what,
      @Nullable String key,
      @Nullable Reason body,
      java.util.function.Function<Mutiny.Session, Uni<PooledLead>> work) {
    return commands.run(
        request.caller(),
        key,
        "/api/pool/pools/" + pool + "/leads/" + lead + "/" + what,
        body,
        session ->
            work.apply(session)
                .map(done -> Commands.Answer.ok(new Done(lead, pool, done.epoch()))));
  }

  /** Why, in the admin's words. */
  public record Reason(@Nullable String reason) {
    static String of(@Nullable Reason body) {
      return body == null || body.reason() == null || body.reason().isBlank()
          ? ADMIN
          : body.reason();
    }
  }

  /**
   * What was done to a lead.
   *
   * @param epoch the custody epoch it acted on
   */
  public record Done(String leadId, String pool, long epoch) {}
}
