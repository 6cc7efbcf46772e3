package dev.fairlead.assignment.roster.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.assignment.roster.ChangeRoster.Outcome;
import dev.fairlead.events.EventJson;
import dev.fairlead.events.RosterEvent;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The region tree, read and replaced as a whole. */
@Path("/api/assignment/regions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class RegionsResource {

  private final RosterHttp roster;

  RegionsResource(RosterHttp roster) {
    this.roster = roster;
  }

  @GET
  @RolesAllowed({"admin", "manager", "analyst", "integration"})
  @Operation(summary = "The tree: {nodes: [{name, aliases, children}]}")
  public Uni<Response> get() {
    return roster.get("region", RosterEvent.Region.TREE);
  }

  @PUT
  @RolesAllowed("admin")
  @Operation(summary = "Replaces the tree: root nodes as a list, as {nodes: […]}, or a single one")
  public Uni<Response> put(@HeaderParam("If-Match") @Nullable String match, @Nullable JsonNode body)
      throws JsonProcessingException {
    Checks checks = new Checks();
    Set<String> names = new HashSet<>();
    List<RosterEvent.Region.Node> nodes = new ArrayList<>();
    JsonNode roots = roots(body);
    String pointer = body != null && body.has("nodes") ? "/nodes" : "";
    checks.that(roots != null && roots.isArray(), pointer, "must be a list of nodes");
    for (int i = 0; roots != null && i < roots.size(); i++) {
      nodes.add(node(roots.get(i), pointer + "/" + i, names, checks));
    }
    checks.done();
    RosterEvent.Region tree = new RosterEvent.Region(RosterEvent.Region.TREE, nodes, false);
    return roster.change("region", tree.id(), match, current -> Outcome.of(tree));
  }

  private static @Nullable JsonNode roots(@Nullable JsonNode body) {
    if (body == null || body.isArray()) {
      return body;
    }
    return body.has("name") ? EventJson.mapper().createArrayNode().add(body) : body.get("nodes");
  }

  private static RosterEvent.Region.Node node(
      JsonNode sent, String pointer, Set<String> names, Checks checks) {
    String name = checks.text(sent.path("name").asText(null), pointer + "/name");
    checks.that(names.add(name), pointer + "/name", "another region has this name");
    List<String> aliases = new ArrayList<>();
    JsonNode sentAliases = sent.path("aliases");
    checks.that(
        sentAliases.isMissingNode() || sentAliases.isArray(),
        pointer + "/aliases",
        "must be a list");
    sentAliases.forEach(alias -> aliases.add(alias.asText()));
    List<RosterEvent.Region.Node> children = new ArrayList<>();
    JsonNode below = sent.path("children");
    checks.that(below.isMissingNode() || below.isArray(), pointer + "/children", "must be a list");
    for (int i = 0; i < below.size(); i++) {
      children.add(node(below.get(i), pointer + "/children/" + i, names, checks));
    }
    return new RosterEvent.Region.Node(name, aliases, children);
  }
}
