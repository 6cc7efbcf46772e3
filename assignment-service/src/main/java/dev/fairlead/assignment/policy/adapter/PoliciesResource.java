package dev.fairlead.assignment.policy.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.fairlead.assignment.AssignmentState;
import dev.fairlead.assignment.policy.ActivatePolicy;
import dev.fairlead.assignment.policy.SubmitPolicy;
import dev.fairlead.assignment.policy.domain.Finding;
import dev.fairlead.events.EventJson;
import dev.fairlead.kit.command.Commands;
import dev.fairlead.kit.http.Page;
import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.http.Request;
import dev.fairlead.kit.sql.Transactions;
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
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Policies: sent, read, activated. */
@Path("/api/assignment/policies")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("admin")
public class PoliciesResource {

  private static final ObjectMapper YAML = new YAMLMapper();

  private final SubmitPolicy submit;
  private final ActivatePolicy activate;
  private final Policies policies;
  private final Commands commands;
  private final Transactions transactions;
  private final Request request;

  PoliciesResource(
      SubmitPolicy submit,
      ActivatePolicy activate,
      Policies policies,
      Commands commands,
      Transactions transactions,
      Request request) {
    this.submit = submit;
    this.activate = activate;
    this.policies = policies;
    this.commands = commands;
    this.transactions = transactions;
    this.request = request;
  }

  /** A policy as it is read back. */
  public record PolicyBody(
      int version,
      String name,
      boolean active,
      Instant createdAt,
      String createdBy,
      List<Finding> findings,
      @Nullable JsonNode document) {
    static PolicyBody of(Policies.Stored stored, @Nullable Integer active, boolean whole) {
      return new PolicyBody(
          stored.version(),
          stored.name(),
          Objects.equals(active, stored.version()),
          stored.createdAt(),
          stored.createdBy(),
          stored.findings(),
          whole ? stored.document() : null);
    }
  }

  /** What is answered to a policy that was sent. */
  public record Submitted(int version, List<Finding> findings) {}

  @POST
  @Consumes({
    MediaType.APPLICATION_JSON,
    "application/yaml",
    "application/x-yaml",
    "text/yaml",
    "text/x-yaml"
  })
  @Operation(summary = "Keeps a policy as a new version and says what is wrong with it")
  public Uni<Response> submit(
      @HeaderParam("Content-Type") @Nullable String type,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Nullable String body) {
    JsonNode document = parse(type, body);
    String author = request.caller().id();
    return commands.run(
        request.caller(),
        key,
        "/policies",
        document,
        session ->
            submit
                .run(session, document, author, Instant.now())
                .map(
                    stored ->
                        new Commands.Answer(
                            201, new Submitted(stored.version(), stored.findings()))));
  }

  private static JsonNode parse(@Nullable String type, @Nullable String body) {
    boolean yaml = type != null && type.contains("yaml");
    try {
      JsonNode document = (yaml ? YAML : EventJson.mapper()).readTree(body == null ? "" : body);
      if (document == null || !document.isObject()) {
        throw new ProblemException(
            Problem.of(422, "policy.malformed", "a policy is an object with rules and a fallback"));
      }
      return document;
    } catch (JsonProcessingException e) {
      String place =
          e.getLocation() == null
              ? ""
              : " (line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr()
                  + ")";
      throw new ProblemException(
          Problem.of(400, "request.malformed", "the policy is not well-formed" + place));
    }
  }

  @GET
  @Operation(summary = "The policies, the latest first, without their documents")
  public Uni<Page<PolicyBody>> list(
      @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
    int size = Page.limit(limit);
    String below = Page.decode(cursor);
    int before = below == null ? Integer.MAX_VALUE : number(below);
    return transactions
        .run(
            session ->
                AssignmentState.look(session)
                    .chain(
                        state ->
                            policies
                                .list(session, before, size + 1)
                                .map(all -> bodies(all, state.activePolicy()))))
        .map(bodies -> Page.of(bodies, size, body -> Integer.toString(body.version())));
  }

  private static List<PolicyBody> bodies(List<Policies.Stored> all, @Nullable Integer active) {
    return all.stream().map(stored -> PolicyBody.of(stored, active, false)).toList();
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new ProblemException(
          Problem.of(400, "request.cursor", "the cursor is not one of ours"));
    }
  }

  @GET
  @Path("/active")
  @RolesAllowed({"admin", "manager"})
  public Uni<PolicyBody> active() {
    return transactions.run(
        session ->
            AssignmentState.look(session)
                .chain(
                    state -> {
                      if (state.activePolicy() == null) {
                        throw ProblemException.notFound("policy.none-active", "active policy");
                      }
                      return whole(session, state.activePolicy(), state);
                    }));
  }

  @GET
  @Path("/{version}")
  public Uni<PolicyBody> get(@PathParam("version") int version) {
    return transactions.run(
        session -> AssignmentState.look(session).chain(state -> whole(session, version, state)));
  }

  private Uni<PolicyBody> whole(Mutiny.Session session, int version, AssignmentState state) {
    return policies
        .get(session, version)
        .map(stored -> PolicyBody.of(stored, state.activePolicy(), true));
  }

  @POST
  @Path("/{version}/activate")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Makes a version the one that decides")
  public Uni<Response> activate(
      @PathParam("version") int version, @HeaderParam("Idempotency-Key") @Nullable String key) {
    String operator = request.caller().id();
    return commands.run(
        request.caller(),
        key,
        "/policies/" + version + "/activate",
        null,
        session ->
            activate
                .run(session, version, operator, Instant.now())
                .map(stored -> Commands.Answer.ok(PolicyBody.of(stored, version, true))));
  }

  @POST
  @Path("/rollback")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Makes the version active again that was so before the present one")
  public Uni<Response> rollback(@HeaderParam("Idempotency-Key") @Nullable String key) {
    String operator = request.caller().id();
    return commands.run(
        request.caller(),
        key,
        "/policies/rollback",
        null,
        session ->
            activate
                .back(session, operator, Instant.now())
                .map(stored -> Commands.Answer.ok(PolicyBody.of(stored, stored.version(), true))));
  }

  @GET
  @Path("/activations")
  @Operation(summary = "Who made which version the active one, the latest first")
  public Uni<Page<Policies.Activation>> activations(@QueryParam("limit") @Nullable Integer limit) {
    return transactions
        .run(session -> policies.activations(session, Page.limit(limit)))
        .map(Page::whole);
  }

  @POST
  @Path("/lint")
  @Consumes({
    MediaType.APPLICATION_JSON,
    "application/yaml",
    "application/x-yaml",
    "text/yaml",
    "text/x-yaml"
  })
  @Operation(summary = "Says what is wrong with a policy, and keeps nothing")
  public Uni<Linted> lint(
      @HeaderParam("Content-Type") @Nullable String type, @Nullable String body) {
    JsonNode document = parse(type, body);
    return transactions
        .run(session -> submit.lint(session, document, Instant.now()))
        .map(Linted::new);
  }

  /** What there is to say about a policy. */
  public record Linted(List<Finding> findings) {}
}
