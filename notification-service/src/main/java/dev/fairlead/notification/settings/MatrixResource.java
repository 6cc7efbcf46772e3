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

/** Who is told what and how: kind of notice × role → channels. */
@Path("/api/notification/matrix")
@RolesAllowed("admin")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class MatrixResource {

  private final Transactions transactions;
  private final HouseRules rules;

  MatrixResource(Transactions transactions, HouseRules rules) {
    this.transactions = transactions;
    this.rules = rules;
  }

  /** The whole table, defaults included. */
  @GET
  public Uni<Response> get() {
    return transactions
        .run(session -> rules.find(session, HouseRules.MATRIX))
        .map(MatrixResource::response);
  }

  /** Replaces what differs from the defaults. */
  @PUT
  @Operation(summary = "Replaces what differs from the defaults; an empty list means not told")
  public Uni<Response> put(
      @HeaderParam("If-Match") @Nullable String ifMatch, @Nullable MatrixDocument asked) {
    if (asked == null) {
      throw new ProblemException(Problem.of(400, "request.malformed", "a body is needed"));
    }
    List<Problem.Violation> errors = asked.errors();
    if (!errors.isEmpty()) {
      throw ProblemException.invalid("matrix.invalid", errors);
    }
    return transactions
        .run(
            session ->
                rules
                    .lock(session, HouseRules.MATRIX)
                    .invoke(stored -> stored.expect(ifMatch))
                    .chain(() -> rules.save(session, HouseRules.MATRIX, asked)))
        .map(MatrixResource::response);
  }

  private static Response response(HouseRules.Stored stored) {
    return Response.ok(HouseRules.matrix(stored).whole()).header("ETag", stored.tag()).build();
  }
}
