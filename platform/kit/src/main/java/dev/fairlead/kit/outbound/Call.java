package dev.fairlead.kit.outbound;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to another server.
 *
 * @param content the body of a POST; null for a GET
 * @param within how long the whole exchange may take
 * @param trusted the deployment names the server, so its address is not looked at
 */
public record Call(
    URI url,
    Map<String, String> headers,
    @Nullable Content content,
    Duration within,
    boolean trusted) {

  /**
   * A body.
   *
   * @param type its media type
   */
  public record Content(String type, String text) {}

  public Call {
    headers = Map.copyOf(headers);
  }

  /** A GET. */
  public static Call get(URI url, Map<String, String> headers, Duration within, boolean trusted) {
    return new Call(url, headers, null, within, trusted);
  }

  /** A POST of an urlencoded form. */
  public static Call form(URI url, String form, Duration within, boolean trusted) {
    return new Call(
        url, Map.of(), new Content("application/x-www-form-urlencoded", form), within, trusted);
  }

  /** A POST of a JSON document to a server that somebody configured. */
  public static Call json(URI url, Map<String, String> headers, String json, Duration within) {
    return new Call(url, headers, new Content("application/json", json), within, false);
  }

  /** Names the server only: paths and queries carry ids and tokens. */
  @Override
  public String toString() {
    return url.getScheme() + "://" + url.getHost();
  }
}
