package dev.fairlead.intake.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.intake.MmdbFile;
import dev.fairlead.intake.domain.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeoIpTest {

  @TempDir Path folder;

  @Test
  void a_network_tells_its_city_in_the_language_of_the_country() throws IOException {
    cities().save(file());
    GeoIp geoIp = opened();

    assertThat(geoIp.of("203.0.113.7"))
        .isEqualTo(new Place(List.of("苏州", "Suzhou"), List.of("江苏", "Jiangsu", "CN-JS"), "CN"));
    assertThat(geoIp.of("198.51.100.1"))
        .isEqualTo(new Place(List.of("Munich", "慕尼黑"), List.of("Bavaria", "巴伐利亚", "DE-BY"), "DE"));
    assertThat(geoIp.detail()).startsWith("Test-City of 2026");
  }

  @Test
  void what_is_no_known_address_tells_nothing_and_no_name_is_looked_up() throws IOException {
    cities().save(file());
    GeoIp geoIp = opened();

    assertThat(geoIp.of("192.0.2.1")).isNull();
    assertThat(geoIp.of("localhost")).isNull();
    assertThat(geoIp.of("999.1.1.1")).isNull();
    assertThat(geoIp.of("")).isNull();
    assertThat(geoIp.of("203.0.113.7, 10.0.0.1")).isNotNull();
  }

  @Test
  void a_database_of_countries_tells_the_country() throws IOException {
    new MmdbFile("Test-Country")
        .network("203.0.113.0/24", Map.of("country", Map.of("iso_code", "CN")))
        .save(file());

    assertThat(opened().of("203.0.113.7")).isEqualTo(Place.of(null, null, "CN"));
  }

  @Test
  void a_missing_or_broken_file_is_told_and_a_good_one_taken_when_it_comes() throws IOException {
    GeoIp geoIp = opened();
    assertThat(geoIp.detail()).isEqualTo("missing");
    assertThat(geoIp.of("203.0.113.7")).isNull();

    Files.writeString(file(), "no database");
    geoIp.refresh();
    assertThat(geoIp.detail()).isEqualTo("broken");

    cities().save(file());
    Files.setLastModifiedTime(file(), FileTime.from(Instant.now().plusSeconds(5)));
    geoIp.refresh();
    assertThat(geoIp.of("203.0.113.7")).isNotNull();
  }

  @Test
  void while_a_new_file_is_broken_the_earlier_one_serves_on() throws IOException {
    cities().save(file());
    GeoIp geoIp = opened();

    Files.writeString(file(), "cut off");
    Files.setLastModifiedTime(file(), FileTime.from(Instant.now().plusSeconds(5)));
    geoIp.refresh();

    assertThat(geoIp.detail()).isEqualTo("broken");
    assertThat(geoIp.of("203.0.113.7")).isNotNull();
  }

  @Test
  void without_a_configured_file_nothing_is_known() {
    GeoIp geoIp = new GeoIp(Optional.of(" "));
    geoIp.refresh();

    assertThat(geoIp.detail()).isEqualTo("not configured");
    assertThat(geoIp.of("203.0.113.7")).isNull();
  }

  private GeoIp opened() {
    GeoIp geoIp = new GeoIp(Optional.of(file().toString()));
    geoIp.refresh();
    return geoIp;
  }

  private Path file() {
    return folder.resolve("cities.mmdb");
  }

  private static MmdbFile cities() throws IOException {
    return new MmdbFile("Test-City")
        .network("203.0.113.0/24", MmdbFile.city("CN", "JS", "江苏", "Jiangsu", "苏州", "Suzhou"))
        .network("198.51.100.0/25", MmdbFile.city("DE", "BY", "巴伐利亚", "Bavaria", "慕尼黑", "Munich"));
  }
}
