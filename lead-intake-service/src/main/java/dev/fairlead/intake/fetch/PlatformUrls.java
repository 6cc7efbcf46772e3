package dev.fairlead.intake.fetch;

import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.Refusal;
import dev.fairlead.intake.domain.Settings;
import dev.fairlead.kit.outbound.Call;
import dev.fairlead.kit.outbound.OutboundUrls;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Where the platforms are: the deployment says so. A connector may name another address of the same
 * platform, never of anybody else; no request ever does.
 */
@ApplicationScoped
public class PlatformUrls {

  private final OutboundUrls urls;
  private final Map<String, Place> places;
  private final Duration within;

  /** A platform's address by deployment, the setting that may override it, and its own domains. */
  private record Place(String setting, String url, List<String> domains) {}

  PlatformUrls(
      OutboundUrls urls,
      @ConfigProperty(name = "fairlead.intake.meta.graph-url") String graphUrl,
      @ConfigProperty(name = "fairlead.intake.linkedin.api-url") String linkedinUrl,
      @ConfigProperty(name = "fairlead.intake.feiyu.api-url") String feiyuUrl,
      @ConfigProperty(name = "fairlead.intake.fetch.timeout") Duration within) {
    this.urls = urls;
    this.within = within;
    this.places =
        Map.of(
            "meta", new Place("graphUrl", graphUrl, List.of("facebook.com")),
            "linkedin", new Place("apiUrl", linkedinUrl, List.of("linkedin.com")),
            "oceanengine-feiyu", new Place("apiUrl", feiyuUrl, List.of("oceanengine.com")));
  }

  /** What is wrong with the address a connector names; null when nothing is. */
  public Refusal.@Nullable Place fault(String kind, Settings settings) {
    Place place = places.get(kind);
    if (place == null || settings.texts(place.setting).isEmpty()) {
      return null;
    }
    String fault = urls.fault(settings.text(place.setting, ""), place.domains);
    return fault == null ? null : new Refusal.Place("/settings/" + place.setting, fault);
  }

  /**
   * A GET of a path at the connector's platform.
   *
   * @param path with the leading slash, escaped, with the query
   */
  Call get(Connector connector, String path, Map<String, String> headers) {
    Place place = places.get(connector.kind());
    if (place == null) {
      throw new IllegalArgumentException("no platform of kind " + connector.kind());
    }
    String own = connector.settings().text(place.setting, "");
    boolean named = !own.isEmpty() && urls.fault(own, place.domains) == null;
    String base = named ? own : place.url;
    return Call.get(URI.create(trimmed(base) + path), headers, within, !named);
  }

  private static String trimmed(String base) {
    return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
  }
}
