package dev.fairlead.kit.http;

import dev.fairlead.kit.event.Flow;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;

/** What every use case needs to know of the request that calls it. */
@RequestScoped
public class Request {

  private final SecurityIdentity identity;
  private final HttpServerRequest http;

  Request(SecurityIdentity identity, HttpServerRequest http) {
    this.identity = identity;
    this.http = http;
  }

  /** Who calls. Only behind an annotation that demands a role. */
  public Caller caller() {
    return new Caller(identity.getPrincipal().getName(), identity.getRoles());
  }

  /** A new flow, in the caller's trace if it sent one. */
  public Flow flow() {
    return Flow.start(http.getHeader("traceparent"));
  }
}
