package dev.fairlead.intake.adapter;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Reader.FileMode;
import com.maxmind.geoip2.DatabaseReader;
import com.maxmind.geoip2.exception.GeoIp2Exception;
import com.maxmind.geoip2.model.CityResponse;
import com.maxmind.geoip2.record.Country;
import com.maxmind.geoip2.record.Subdivision;
import dev.fairlead.intake.domain.IpPlaces;
import dev.fairlead.intake.domain.Place;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Networks by a MaxMind city or country database, when one is configured. The file is read whole,
 * so that it may be replaced in place, and read again when it has changed. Without a readable file
 * nothing is known of any network; that is a warning and shows in the readiness, no failure.
 */
@ApplicationScoped
public class GeoIp implements IpPlaces {

  private static final Logger LOG = Logger.getLogger(GeoIp.class);
  private static final Pattern LITERAL =
      Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}|(?=.*:)[0-9a-fA-F:.]{2,45}");
  private static final Set<String> WRITTEN_IN_CHINESE = Set.of("CN", "HK", "MO", "TW");

  private final @Nullable Path file;
  private volatile State state;

  /** What is known of the file: how it looked when it was last read, and what came of that. */
  private record State(
      @Nullable FileTime changed, @Nullable DatabaseReader reader, String detail) {}

  GeoIp(@ConfigProperty(name = "fairlead.intake.geoip-database") Optional<String> file) {
    this.file = file.filter(name -> !name.isBlank()).map(Path::of).orElse(null);
    this.state = new State(null, null, "not configured");
  }

  void open(@Observes StartupEvent start) {
    refresh();
  }

  /** Reads the file again when it has changed. */
  @Scheduled(
      every = "${fairlead.intake.geoip-refresh}",
      delayed = "${fairlead.intake.geoip-refresh}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void refresh() {
    if (file == null) {
      return;
    }
    FileTime changed = changed(file);
    State known = state;
    if (changed == null) {
      missing(known);
    } else if (!changed.equals(known.changed)) {
      state = read(file, changed, known);
    }
  }

  private void missing(State known) {
    if (!known.detail.equals("missing")) {
      LOG.warnf("the GeoIP database %s is missing: networks tell no regions", file);
      state = new State(null, known.reader, "missing");
    }
  }

  private static State read(Path file, FileTime changed, State known) {
    try {
      DatabaseReader fresh = reader(file.toFile());
      String type = fresh.metadata().databaseType();
      LOG.infof("GeoIP database %s of %s", type, fresh.metadata().buildTime());
      return new State(changed, fresh, type + " of " + fresh.metadata().buildTime());
    } catch (IOException | RuntimeException e) {
      LOG.warnf("the GeoIP database %s cannot be read: %s", file, e.getClass().getSimpleName());
      return new State(changed, known.reader, "broken");
    }
  }

  private static DatabaseReader reader(File file) throws IOException {
    DatabaseReader reader =
        new DatabaseReader.Builder(file)
            .fileMode(FileMode.MEMORY)
            .withCache(new CHMCache())
            .locales(List.of("zh-CN", "en"))
            .build();
    String type = reader.metadata().databaseType();
    if (!isCity(reader) && !type.contains("Country")) {
      throw new IOException("neither of cities nor of countries: " + type);
    }
    return reader;
  }

  private static boolean isCity(DatabaseReader reader) {
    String type = reader.metadata().databaseType();
    return type.contains("City") || type.contains("Enterprise");
  }

  private static @Nullable FileTime changed(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return null;
    }
  }

  /**
   * What there is, for people: {@code not configured}, {@code missing}, {@code broken}, or which.
   */
  String detail() {
    return state.detail;
  }

  @Override
  public @Nullable Place of(String ip) {
    DatabaseReader reader = state.reader;
    InetAddress address = reader == null ? null : address(ip);
    if (reader == null || address == null) {
      return null;
    }
    try {
      return isCity(reader)
          ? reader.tryCity(address).map(GeoIp::place).orElse(null)
          : reader.tryCountry(address).map(found -> country(found.country())).orElse(null);
    } catch (IOException | GeoIp2Exception | RuntimeException e) {
      LOG.warnf("the GeoIP database cannot be asked: %s", e.getClass().getSimpleName());
      return null;
    }
  }

  /** An address written in digits; names are not looked up. The first one of a forwarding chain. */
  private static @Nullable InetAddress address(String text) {
    int end = text.indexOf(',');
    String first = (end < 0 ? text : text.substring(0, end)).strip();
    try {
      return LITERAL.matcher(first).matches() ? InetAddress.getByName(first) : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static @Nullable Place country(@Nullable Country country) {
    return country == null || country.isoCode() == null
        ? null
        : Place.of(null, null, country.isoCode());
  }

  private static @Nullable Place place(CityResponse found) {
    Place country = country(found.country());
    String code = country == null ? null : country.country();
    if (code == null) {
      return country;
    }
    Subdivision subdivision = found.leastSpecificSubdivision();
    List<String> regions =
        new ArrayList<>(names(subdivision == null ? null : subdivision.names(), code));
    if (subdivision != null && subdivision.isoCode() != null) {
      regions.add(code + "-" + subdivision.isoCode());
    }
    return new Place(
        names(found.city() == null ? null : found.city().names(), code), regions, code);
  }

  /** The names in the languages that a region tree is likely to be written in. */
  private static List<String> names(@Nullable Map<String, String> named, String country) {
    Set<String> names = new LinkedHashSet<>();
    if (named != null) {
      List<String> languages =
          WRITTEN_IN_CHINESE.contains(country) ? List.of("zh-CN", "en") : List.of("en", "zh-CN");
      for (String language : languages) {
        String name = named.get(language);
        if (name != null && !name.isBlank()) {
          names.add(name);
        }
      }
    }
    return List.copyOf(names);
  }
}
