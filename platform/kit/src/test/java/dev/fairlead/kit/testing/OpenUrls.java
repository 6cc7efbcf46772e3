package dev.fairlead.kit.testing;

import dev.fairlead.kit.outbound.OutboundUrls;
import io.vertx.core.Vertx;

/** Outbound addresses without a check, for tests. */
public final class OpenUrls {
  private OpenUrls() {}

  /** Lets every address be called. */
  public static OutboundUrls of(Vertx vertx) {
    return new OutboundUrls(vertx, true);
  }
}
