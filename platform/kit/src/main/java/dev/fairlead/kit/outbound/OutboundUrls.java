package dev.fairlead.kit.outbound;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Decides which addresses somebody's configuration may make us call. A name is resolved here, every
 * address it has must be public, and the call goes to the very address that was looked at, so that
 * a name cannot point elsewhere a moment later.
 */
@ApplicationScoped
public class OutboundUrls {

  private final Vertx vertx;
  private final boolean allowPrivate;

  /**
   * Decides so.
   *
   * @param allowPrivate whether loopback and private networks may be called; for tests
   */
  public OutboundUrls(
      Vertx vertx, @ConfigProperty(name = "fairlead.allow-private-urls") boolean allowPrivate) {
    this.vertx = vertx;
    this.allowPrivate = allowPrivate;
  }

  /** Such an address is not called. */
  public static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String why) {
      super(why, null, false, false);
    }
  }

  /** Whether loopback and private networks may be called; for tests. */
  public boolean allowsPrivate() {
    return allowPrivate;
  }

  /**
   * What is wrong with an address as it is configured; null when nothing is.
   *
   * @param domains the host must be one of these or lie within; none for any host
   */
  public @Nullable String fault(String url, List<String> domains) {
    URI uri = parse(url);
    if (uri == null || uri.getHost() == null || uri.getUserInfo() != null) {
      return "a web address is expected";
    }
    if (allowPrivate && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
      return null;
    }
    if (!"https".equals(uri.getScheme())) {
      return "an https address is expected";
    }
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    boolean within =
        domains.isEmpty()
            || domains.stream().anyMatch(d -> host.equals(d) || host.endsWith("." + d));
    return within ? null : "its host has to be one of " + String.join(", ", domains);
  }

  private static @Nullable URI parse(String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** The address to connect to; fails with {@link Refused} when there is none to be called. */
  public Uni<InetAddress> resolve(URI url) {
    String host = url.getHost();
    return Uni.createFrom()
        .completionStage(() -> vertx.executeBlocking(() -> lookUp(host), false).toCompletionStage())
        .map(found -> checked(Arrays.asList(found)));
  }

  private static InetAddress[] lookUp(String host) throws UnknownHostException {
    return InetAddress.getAllByName(host);
  }

  private InetAddress checked(List<InetAddress> found) {
    if (!allowPrivate && !found.stream().allMatch(Addresses::isPublic)) {
      throw new Refused("not an address of the public internet");
    }
    return found.getFirst();
  }
}
