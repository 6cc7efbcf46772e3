package dev.fairlead.intake.adapter;

import dev.fairlead.intake.domain.RawRequest;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An HTTP request as it arrived. */
final class RawRequests {
  private RawRequests() {}

  static RawRequest of(HttpServerRequest http, byte @Nullable [] body) {
    Map<String, String> headers = new LinkedHashMap<>();
    http.headers()
        .forEach(
            (name, value) ->
                headers.merge(
                    name.toLowerCase(Locale.ROOT), value, (one, more) -> one + ", " + more));
    return new RawRequest(
        http.method().name(),
        http.path(),
        http.query(),
        headers,
        http.remoteAddress() == null ? null : http.remoteAddress().hostAddress(),
        body == null ? new byte[0] : body,
        Instant.now());
  }
}
