package dev.fairlead.notification.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fairlead.events.EventJson;
import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.notification.adapter.Notices;
import dev.fairlead.notification.domain.Text;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jspecify.annotations.Nullable;

/** The live stream of whoever is signed in. */
@Path("/api/notification/stream")
@Authenticated
public class StreamResource {

  private final LiveStreams streams;
  private final SecurityIdentity identity;

  StreamResource(LiveStreams streams, SecurityIdentity identity) {
    this.streams = streams;
    this.identity = identity;
  }

  /** What an event's data says. */
  public record Data(UUID id, String type, @Nullable String leadId, Text text, Instant at) {
    static Data of(Notices.Shown notice) {
      return new Data(notice.id(), notice.type(), notice.leadId(), notice.text(), notice.at());
    }
  }

  /** The stream; it ends with the token, and when the service stops. */
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @ResponseHeader(name = "Cache-Control", value = "no-cache, no-transform")
  @ResponseHeader(name = "X-Accel-Buffering", value = "no")
  @Operation(summary = "Notices as they come; resumes behind Last-Event-ID, else begins with now")
  public Multi<OutboundSseEvent> stream(
      @HeaderParam("Last-Event-ID") @Nullable String lastEventId, @Context Sse sse) {
    String person = identity.getPrincipal().getName();
    if (streams.isFull(person)) {
      throw new ProblemException(
          Problem.of(429, "stream.too-many", "close another stream first"),
          Map.of("Retry-After", "30"));
    }
    return streams
        .open(person, number(lastEventId), tokenEnds())
        .map(line -> event(line.notice(), sse));
  }

  private Instant tokenEnds() {
    return identity.getPrincipal() instanceof JsonWebToken token && token.getExpirationTime() > 0
        ? Instant.ofEpochSecond(token.getExpirationTime())
        : Instant.MAX;
  }

  private static @Nullable Long number(@Nullable String lastEventId) {
    if (lastEventId == null || lastEventId.isBlank()) {
      return null;
    }
    try {
      return Math.max(0, Long.parseLong(lastEventId.strip()));
    } catch (NumberFormatException e) {
      throw new ProblemException(
          Problem.of(400, "stream.last-event-id", "Last-Event-ID is not one of ours"));
    }
  }

  private static OutboundSseEvent event(Notices.@Nullable Shown notice, Sse sse) {
    return notice == null
        ? sse.newEventBuilder().comment("").build()
        : sse.newEventBuilder()
            .id(Long.toString(notice.number()))
            .name("notice")
            .data(json(Data.of(notice)))
            .build();
  }

  private static String json(Data data) {
    try {
      return EventJson.mapper().writeValueAsString(data);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a notice cannot be written", e);
    }
  }
}
