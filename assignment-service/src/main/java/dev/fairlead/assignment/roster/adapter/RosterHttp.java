package dev.fairlead.assignment.roster.adapter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.assignment.roster.ChangeRoster;
import dev.fairlead.assignment.roster.adapter.RosterEntries.Entry;
import dev.fairlead.events.RosterEvent;
import dev.fairlead.kit.http.Page;
import dev.fairlead.kit.http.Problem.Violation;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.http.Request;
import dev.fairlead.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the roster's resources have in common: reading, listing, changing with entity tags. */
@ApplicationScoped
class RosterHttp {

  private static final Pattern ID = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@-]{0,63}");

  private final ChangeRoster changes;
  private final RosterEntries entries;
  private final Transactions transactions;
  private final Request request;

  RosterHttp(
      ChangeRoster changes, RosterEntries entries, Transactions transactions, Request request) {
    this.changes = changes;
    this.entries = entries;
    this.transactions = transactions;
    this.request = request;
  }

  Uni<Response> change(
      String kind, String id, @Nullable String ifMatch, ChangeRoster.Change change) {
    if (!isId(id)) {
      throw ProblemException.invalid(
          "roster.id", "/id", "letters, digits, '.', '_', '@' and '-', at most 64");
    }
    if (id.equals(RosterEvent.Region.TREE) && !kind.equals("region")) {
      throw ProblemException.conflict("roster.id-taken", "'" + id + "' is the region tree's id");
    }
    return changes
        .run(kind, id, version(ifMatch), request.flow(), Instant.now(), change)
        .map(
            changed ->
                changed.entry().deleted()
                    ? Response.noContent().build()
                    : answer(changed.entry(), changed.created() ? 201 : 200));
  }

  static boolean isId(String id) {
    return ID.matcher(id).matches();
  }

  Uni<Response> get(String kind, String id) {
    return transactions
        .run(session -> entries.find(session, id))
        .map(
            entry -> {
              if (entry == null || entry.deleted() || !entry.kind().equals(kind)) {
                throw unknown(kind, id);
              }
              return answer(entry, 200);
            });
  }

  Uni<Page<ObjectNode>> list(String kind, @Nullable Integer limit, @Nullable String cursor) {
    int size = Page.limit(limit);
    String after = Page.decode(cursor);
    return transactions
        .run(session -> entries.list(session, kind, after, size + 1))
        .map(found -> found.stream().map(RosterHttp::body).toList())
        .map(bodies -> Page.of(bodies, size, body -> body.path("id").asText()));
  }

  static ProblemException unknown(String kind, String id) {
    return ProblemException.notFound(kind + ".unknown", kind + " '" + id + "'");
  }

  static void refuse(List<Violation> violations) {
    if (!violations.isEmpty()) {
      throw ProblemException.invalid("roster.invalid", violations);
    }
  }

  private static Response answer(Entry entry, int status) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON)
        .header("ETag", "\"" + entry.version() + "\"")
        .entity(body(entry))
        .build();
  }

  private static ObjectNode body(Entry entry) {
    ObjectNode body = entry.document().deepCopy();
    body.remove("deleted");
    return body;
  }

  private static @Nullable String version(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.isBlank()) {
      return null;
    }
    String tag = ifMatch.strip();
    String strong = tag.startsWith("W/") ? tag.substring(2) : tag;
    return strong.replace("\"", "");
  }
}
