package dev.fairlead.intake.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fairlead.events.EventJson;
import dev.fairlead.kit.http.Problem;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Cuts off whoever takes too long to send a body, so that a few who dribble cannot hold every
 * connection. A file to import may take longer than a lead.
 */
@ApplicationScoped
class SlowSenders {

  private static final Set<HttpMethod> WITH_BODY =
      Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

  private final Vertx vertx;
  private final long usual;
  private final long imports;

  SlowSenders(
      Vertx vertx,
      @ConfigProperty(name = "fairlead.intake.patience") Duration usual,
      @ConfigProperty(name = "fairlead.intake.imports.patience") Duration imports) {
    this.vertx = vertx;
    this.usual = usual.toMillis();
    this.imports = imports.toMillis();
  }

  void mount(@Observes Router router) {
    router.route().order(-1).handler(this::watch);
  }

  private void watch(RoutingContext context) {
    if (WITH_BODY.contains(context.request().method())) {
      boolean isImport = "/api/intake/imports".equals(context.normalizedPath());
      long timer = vertx.setTimer(isImport ? imports : usual, ignored -> cut(context));
      context.addEndHandler(ended -> vertx.cancelTimer(timer));
    }
    context.next();
  }

  private static void cut(RoutingContext context) {
    if (context.request().isEnded()) {
      return;
    }
    if (context.response().headWritten()) {
      context.request().connection().close();
      return;
    }
    Problem problem = Problem.of(408, "request.too-slow", "the body did not come in time");
    context
        .response()
        .setStatusCode(408)
        .putHeader("content-type", Problem.MEDIA_TYPE)
        .putHeader("connection", "close")
        .end(json(problem.at(context.request().path())))
        .onComplete(sent -> context.request().connection().close());
  }

  private static String json(Problem problem) {
    try {
      return EventJson.mapper().writeValueAsString(problem);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem", e);
    }
  }
}
