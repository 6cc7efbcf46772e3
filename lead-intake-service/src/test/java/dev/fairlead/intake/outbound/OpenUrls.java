package dev.fairlead.intake.outbound;

import io.vertx.core.Vertx;

/** For tests of other packages. */
public final class OpenUrls {
  private OpenUrls() {}

  /** Lets every address be called. */
  public static OutboundUrls of(Vertx vertx) {
    return new OutboundUrls(vertx, true);
  }
}
