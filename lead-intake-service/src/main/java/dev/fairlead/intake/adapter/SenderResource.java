package dev.fairlead.intake.adapter;

import dev.fairlead.intake.Settled;
import dev.fairlead.intake.TakeSubmission;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.ConnectorKind;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Refusal;
import dev.fairlead.intake.domain.Settings;
import dev.fairlead.intake.kind.Kinds;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Where senders deliver. The connector's key is the segment after the kind; what follows belongs to
 * the kind.
 */
@Path("/in/{kind}/{path: .+}")
@PermitAll
public class SenderResource {

  private final Kinds kinds;
  private final Connectors connectors;
  private final TakeSubmission takeSubmission;

  SenderResource(Kinds kinds, Connectors connectors, TakeSubmission takeSubmission) {
    this.kinds = kinds;
    this.connectors = connectors;
    this.takeSubmission = takeSubmission;
  }

  /** Takes what a sender delivers. */
  @POST
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Deliver a lead; body and answer as the sender's kind has them")
  public Uni<Response> post(
      @PathParam("kind") String kind,
      @PathParam("path") String path,
      @Context HttpServerRequest http,
      byte @Nullable [] body) {
    RawRequest raw = RawRequests.of(http, body);
    return with(kind, key(path), raw, (its, connector) -> take(its, connector, raw));
  }

  private Uni<Response> take(ConnectorKind kind, Connector connector, RawRequest raw) {
    if (!kind.takes(raw.mediaType())) {
      return Uni.createFrom()
          .item(
              refused(
                  kind,
                  connector,
                  raw,
                  Refusal.of(Refusal.Reason.MEDIA_TYPE, "this kind of body is not taken")));
    }
    return takeSubmission
        .take(kind, connector, raw, Flow.start(raw.header("traceparent")))
        .map(settled -> answer(kind, connector, raw, settled))
        .onFailure()
        .recoverWithItem(failure -> SenderFailure.of(failure, raw).response(kind, connector, raw));
  }

  private static Response answer(
      ConnectorKind kind, Connector connector, RawRequest raw, Settled settled) {
    Map<String, String> headers = kind.headers(raw, connector);
    return switch (settled) {
      case Settled.Accepted accepted ->
          Answers.of(kind.answer(raw, connector, accepted.outcomes()), headers);
      case Settled.Pending pending ->
          Answers.of(kind.answer(raw, connector, pending.outcomes()), headers);
      case Settled.Rejected rejected -> refused(kind, connector, raw, rejected.refusal());
    };
  }

  private static Response refused(
      ConnectorKind kind, Connector connector, RawRequest raw, Refusal refusal) {
    Map<String, String> headers = withPause(kind.headers(raw, connector), refusal, connector);
    return kind.answerTo(refusal, raw, connector)
        .map(answer -> Answers.of(answer, headers))
        .orElseGet(() -> Answers.problem(refusal, raw.path(), headers));
  }

  /** Who sends too much is told when the next request will be taken. */
  private static Map<String, String> withPause(
      Map<String, String> headers, Refusal refusal, Connector connector) {
    Settings.RateLimit limit = connector.settings().rateLimit();
    if (limit == null || refusal.reason() != Refusal.Reason.RATE_LIMIT) {
      return headers;
    }
    Map<String, String> all = new HashMap<>(headers);
    long millis = limit.per().toMillis() / limit.max();
    all.put("Retry-After", Long.toString(Math.max(1, (millis + 999) / 1000)));
    return all;
  }

  /** Answers a sender that asks whether we are who its settings say. */
  @GET
  @Operation(summary = "Hand-shakes of senders that ask with GET")
  public Uni<Response> get(
      @PathParam("kind") String kind,
      @PathParam("path") String path,
      @Context HttpServerRequest http) {
    RawRequest raw = RawRequests.of(http, null);
    return with(
        kind,
        key(path),
        raw,
        (its, connector) ->
            Uni.createFrom()
                .item(
                    its.get(raw, connector)
                        .map(answer -> Answers.of(answer, its.headers(raw, connector)))
                        .orElseGet(() -> notAllowed(raw))));
  }

  /** Answers what a browser or a sender asks before it delivers. */
  @OPTIONS
  @Operation(summary = "Ask whether a delivery would be taken (CORS and hand-shakes)")
  public Uni<Response> options(
      @PathParam("kind") String kind,
      @PathParam("path") String path,
      @Context HttpServerRequest http) {
    RawRequest raw = RawRequests.of(http, null);
    return with(
        kind,
        key(path),
        raw,
        (its, connector) ->
            Uni.createFrom()
                .item(
                    its.options(raw, connector)
                        .map(answer -> Answers.of(answer, its.headers(raw, connector)))
                        .orElseGet(
                            () -> Response.noContent().header("Allow", "POST, OPTIONS").build())));
  }

  private static Response notAllowed(RawRequest raw) {
    return Answers.problem(
        Problem.of(405, "request.method", "this kind is posted to"),
        raw.path(),
        Map.of("Allow", "POST, OPTIONS"));
  }

  private Uni<Response> with(
      String kind,
      String key,
      RawRequest raw,
      BiFunction<ConnectorKind, Connector, Uni<Response>> then) {
    return kinds
        .named(kind)
        .map(
            its ->
                connectors
                    .current(kind, key)
                    .onItem()
                    .ifNull()
                    .failWith(SenderResource::unknown)
                    .chain(connector -> then.apply(its, connector)))
        .orElseGet(() -> Uni.createFrom().failure(unknown()))
        .onFailure()
        .recoverWithItem(failure -> SenderFailure.of(failure, raw).response(raw));
  }

  private static String key(String path) {
    int end = path.indexOf('/');
    return end < 0 ? path : path.substring(0, end);
  }

  private static ProblemException unknown() {
    return ProblemException.notFound("connector.unknown", "such connector");
  }
}
