package dev.fairlead.kit.dlq;

import dev.fairlead.kit.event.Ending;
import dev.fairlead.kit.http.Page;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lists and replays a service's dead letters. A service mounts it with a subclass that carries the
 * path, {@code /api/<service>/dead-letters}.
 */
@RolesAllowed("admin")
@Produces(MediaType.APPLICATION_JSON)
public abstract class DeadLetterResource {

  private static final int MOST = 500;

  @Inject DeadLetters deadLetters;

  /** The dead letters, oldest first; contents stay in the database. */
  @GET
  public Uni<Page<Item>> list(
      @QueryParam("all") @DefaultValue("false") boolean all,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    return deadLetters
        .list(all, Math.clamp(limit, 1, MOST))
        .map(letters -> Page.whole(letters.stream().map(DeadLetterResource::item).toList()));
  }

  /** Applies one after all; a JSON body, if sent, stands in for the one that was buried. */
  @POST
  @Path("/{id}/replay")
  @Consumes(MediaType.WILDCARD)
  public Uni<Replayed> replay(@PathParam("id") UUID id, byte @Nullable [] corrected) {
    return deadLetters
        .replay(id, corrected == null || corrected.length == 0 ? null : corrected)
        .map(ending -> new Replayed(id, ending.tag()));
  }

  private static Item item(DeadLetter letter) {
    return new Item(
        letter.id,
        letter.topic,
        letter.partition,
        letter.offset,
        letter.key,
        letter.reason,
        letter.detail,
        letter.buriedAt,
        letter.replayedAt);
  }

  /** One dead letter, without its content. */
  public record Item(
      UUID id,
      String topic,
      int partition,
      long offset,
      @Nullable String key,
      String reason,
      String detail,
      Instant buriedAt,
      @Nullable Instant replayedAt) {}

  /** How a replay ended; see {@link Ending}. */
  public record Replayed(UUID id, String ending) {}
}
