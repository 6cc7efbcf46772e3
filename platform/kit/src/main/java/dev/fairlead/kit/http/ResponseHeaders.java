package dev.fairlead.kit.http;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Headers of every answer that tell a browser what not to do with it: guess its type, put it into a
 * frame, run or load anything, pass its address on, keep it. What a resource sets itself stands.
 */
@ApplicationScoped
public class ResponseHeaders {

  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";

  private final Optional<String> transportSecurity;

  /**
   * Knows what to say of TLS.
   *
   * @param transportSecurity value of {@code Strict-Transport-Security}, sent where the request
   *     came by TLS; nothing for none
   */
  ResponseHeaders(
      @ConfigProperty(name = "fairlead.http.strict-transport-security")
          Optional<String> transportSecurity) {
    this.transportSecurity = transportSecurity;
  }

  void mount(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).handler(this::promise);
  }

  private void promise(RoutingContext context) {
    context.addHeadersEndHandler(sent -> complete(context));
    context.next();
  }

  private void complete(RoutingContext context) {
    MultiMap headers = context.response().headers();
    unlessSet(headers, "X-Content-Type-Options", "nosniff");
    unlessSet(headers, "X-Frame-Options", "DENY");
    unlessSet(headers, "Content-Security-Policy", POLICY);
    unlessSet(headers, "Referrer-Policy", "no-referrer");
    if (mayBePersonal(context.request().path())) {
      unlessSet(headers, "Cache-Control", "no-store");
    }
    if ("https".equals(context.request().scheme())) {
      transportSecurity.ifPresent(value -> unlessSet(headers, "Strict-Transport-Security", value));
    }
  }

  private static boolean mayBePersonal(@Nullable String path) {
    return path != null && (path.startsWith("/api/") || path.startsWith("/in/"));
  }

  private static void unlessSet(MultiMap headers, String name, String value) {
    if (!headers.contains(name)) {
      headers.set(name, value);
    }
  }
}
