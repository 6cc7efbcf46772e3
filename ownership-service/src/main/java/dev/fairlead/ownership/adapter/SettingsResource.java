package dev.fairlead.ownership.adapter;

import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.ownership.SetSettings;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What holds for the whole ledger. */
@Path("/api/ownership/settings")
@RolesAllowed("admin")
public class SettingsResource {

  private final Transactions transactions;
  private final Settings settings;
  private final SetSettings setSettings;

  SettingsResource(Transactions transactions, Settings settings, SetSettings setSettings) {
    this.transactions = transactions;
    this.settings = settings;
    this.setSettings = setSettings;
  }

  /** The settings in force. */
  @GET
  public Uni<Response> get() {
    return transactions.run(settings::inForce).map(SettingsResource::answer);
  }

  /** Replaces them. */
  @PUT
  @Operation(summary = "Sets the lock cap, accept tries, reach of appointments, activity kinds")
  public Uni<Response> put(
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Nullable SettingsDocument document) {
    if (document == null) {
      throw ProblemException.invalid("request.invalid", "", "a settings document is needed");
    }
    document.require();
    return setSettings.put(document, demand(ifMatch)).map(SettingsResource::answer);
  }

  private static LongPredicate demand(@Nullable String ifMatch) {
    return version ->
        ifMatch == null
            || Stream.of(ifMatch.split(",", -1))
                .map(String::strip)
                .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                .anyMatch(tag -> tag.equals("*") || tag.equals(tag(version)));
  }

  private static String tag(long version) {
    return "\"" + version + "\"";
  }

  private static Response answer(Settings.InForce now) {
    return Response.ok(now.document()).header(HttpHeaders.ETAG, tag(now.version())).build();
  }
}
