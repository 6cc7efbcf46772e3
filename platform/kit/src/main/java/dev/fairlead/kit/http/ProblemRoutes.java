package dev.fairlead.kit.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fairlead.events.EventJson;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Problem documents for what never reaches a resource, such as a body over the limit. */
@ApplicationScoped
public class ProblemRoutes {

  private final long limit;

  ProblemRoutes(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
    this.limit = limit.asLongValue();
  }

  void mount(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE + 1).handler(this::refuseOversized);
    router.errorHandler(413, context -> answer(context, tooLarge()));
    router.errorHandler(
        400, context -> answer(context, Problem.of(400, "request.malformed", null)));
  }

  private void refuseOversized(RoutingContext context) {
    if (announced(context.request().getHeader("content-length")) > limit) {
      answer(context, tooLarge());
    } else {
      context.next();
    }
  }

  private static long announced(@Nullable String length) {
    try {
      return length == null ? 0 : Long.parseLong(length.strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private Problem tooLarge() {
    return Problem.of(413, "request.too-large", "a body may have at most " + limit + " bytes");
  }

  private static void answer(RoutingContext context, Problem problem) {
    if (context.response().ended()) {
      return;
    }
    try {
      context
          .response()
          .setStatusCode(problem.status())
          .putHeader("content-type", Problem.MEDIA_TYPE)
          .end(EventJson.mapper().writeValueAsString(problem.at(context.request().path())));
    } catch (JsonProcessingException e) {
      context.response().setStatusCode(problem.status()).end();
    }
  }
}
