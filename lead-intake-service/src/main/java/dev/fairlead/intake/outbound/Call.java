package dev.fairlead.intake.outbound;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to another server.
 *
 * @param form the body of a POST, urlencoded; null for a GET
 * @param within how long the whole exchange may take
 * @param trusted the deployment names the server, so its address is not looked at
 */
public record Call(
    URI url, Map<String, String> headers, @Nullable String form, Duration within, boolean trusted) {

  public Call {
    headers = Map.copyOf(headers);
  }

  /** Names the server only: paths and queries carry ids and tokens. */
  @Override
  public String toString() {
    return url.getScheme() + "://" + url.getHost();
  }
}
