package dev.fairlead.kit.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fairlead.events.EventJson;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Problem documents for what never reaches a resource, such as a body over the limit. */
@ApplicationScoped
public class ProblemRoutes {

  void mount(@Observes Router router) {
    router.errorHandler(
        413, context -> answer(context, Problem.of(413, "request.too-large", null)));
    router.errorHandler(
        400, context -> answer(context, Problem.of(400, "request.malformed", null)));
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
          .putHeader("connection", "close")
          .end(EventJson.mapper().writeValueAsString(problem.at(context.request().path())));
    } catch (JsonProcessingException e) {
      context.response().setStatusCode(problem.status()).end();
    }
  }
}
