package dev.fairlead.notification.settings;

import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Who is told when nobody follows up on a lead. */
@Path("/api/notification/ladder")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class LadderResource {

  private final Transactions transactions;
  private final HouseRules rules;

  LadderResource(Transactions transactions, HouseRules rules) {
    this.transactions = transactions;
    this.rules = rules;
  }

  /** The ladder as it stands. */
  @GET
  @RolesAllowed({"manager", "admin"})
  public Uni<Response> get() {
    return transactions
        .run(session -> rules.find(session, HouseRules.LADDER))
        .map(LadderResource::response);
  }

  /** Replaces it; steps that are already set keep their time. */
  @PUT
  @RolesAllowed("admin")
  @Operation(summary = "Replaces the steps, in general and by rule; without steps the defaults")
  public Uni<Response> put(
      @HeaderParam("If-Match") @Nullable String ifMatch, @Nullable LadderDocument asked) {
    if (asked == null) {
      throw new ProblemException(Problem.of(400, "request.malformed", "a body is needed"));
    }
    List<Problem.Violation> errors = asked.errors();
    if (!errors.isEmpty()) {
      throw ProblemException.invalid("ladder.invalid", errors);
    }
    return transactions
        .run(
            session ->
                rules
                    .lock(session, HouseRules.LADDER)
                    .invoke(stored -> stored.expect(ifMatch))
                    .chain(() -> rules.save(session, HouseRules.LADDER, asked)))
        .map(LadderResource::response);
  }

  private static Response response(HouseRules.Stored stored) {
    return Response.ok(LadderDocument.of(HouseRules.ladder(stored).ladder()))
        .header("ETag", stored.tag())
        .build();
  }
}
