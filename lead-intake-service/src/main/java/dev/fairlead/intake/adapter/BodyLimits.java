package dev.fairlead.intake.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fairlead.events.EventJson;
import dev.fairlead.kit.http.Problem;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** How large a body may be, path by path: few carry whole files, most a single lead. */
@ApplicationScoped
class BodyLimits {

  private static final String MOST = "io.quarkus.max-request-size";

  private final long usual;
  private final long batch;
  private final long imports;

  BodyLimits(
      @ConfigProperty(name = "fairlead.intake.max-body") MemorySize usual,
      @ConfigProperty(name = "fairlead.intake.batch.max-body") MemorySize batch,
      @ConfigProperty(name = "fairlead.intake.imports.max-body") MemorySize imports) {
    this.usual = usual.asLongValue();
    this.batch = batch.asLongValue();
    this.imports = imports.asLongValue();
  }

  void mount(@Observes Router router) {
    router.route().order(-1).handler(this::check);
  }

  private void check(RoutingContext context) {
    long limit = limit(context.normalizedPath().replace("%3A", ":").replace("%3a", ":"));
    String length = context.request().getHeader("content-length");
    if (announced(length) > limit) {
      refuse(context, limit);
      return;
    }
    if (length == null) {
      // whoever reads the body counts, and stops at this
      context.put(MOST, limit);
    }
    context.next();
  }

  private long limit(String path) {
    if (path.equals("/api/intake/imports")) {
      return imports;
    }
    return path.equals("/api/intake/leads:batch") ? batch : usual;
  }

  private static long announced(@Nullable String length) {
    try {
      return length == null ? 0 : Long.parseLong(length.strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static void refuse(RoutingContext context, long limit) {
    Problem problem =
        Problem.of(413, "request.too-large", "a body may have at most " + limit + " bytes");
    try {
      context
          .response()
          .setStatusCode(413)
          .putHeader("content-type", Problem.MEDIA_TYPE)
          .putHeader("connection", "close")
          .end(EventJson.mapper().writeValueAsString(problem.at(context.request().path())))
          .onComplete(sent -> context.request().connection().close());
    } catch (JsonProcessingException e) {
      context.response().setStatusCode(413).end();
    }
  }
}
