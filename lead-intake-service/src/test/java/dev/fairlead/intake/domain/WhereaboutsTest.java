package dev.fairlead.intake.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** domain.md: region comes from given address, else IP, else phone prefix, and says which. */
class WhereaboutsTest {

  private static final Place IN_JIANGSU = Place.of("苏州", "江苏", "CN");
  private static final Place IN_FUJIAN = Place.of(null, "福建省厦门市", "CN");

  private final Regions regions =
      new Regions(
          List.of(
              new Regions.Node(
                  "中国", List.of(), List.of(node("江苏"), node("福建"), node("上海", node("浦东新区"))))));

  @Test
  void the_given_address_comes_first() {
    assertThat(where(lead().add("city", "上海"), IN_JIANGSU, IN_FUJIAN))
        .isEqualTo(new Whereabouts(List.of("中国", "上海"), "address"));
  }

  @Test
  void without_an_address_the_network_counts_and_then_the_number() {
    assertThat(where(lead(), IN_JIANGSU, IN_FUJIAN))
        .isEqualTo(new Whereabouts(List.of("中国", "江苏"), "ip"));
    assertThat(where(lead(), Place.of(null, null, "FR"), IN_FUJIAN))
        .isEqualTo(new Whereabouts(List.of("中国", "福建"), "phone"));
    assertThat(where(lead(), null, null)).isEqualTo(new Whereabouts(List.of(), null));
  }

  @Test
  void a_country_alone_is_made_more_exact_by_what_lies_in_it() {
    assertThat(where(lead().add("country", "CN"), IN_JIANGSU, null).from()).isEqualTo("ip");
    assertThat(where(lead().add("country", "CN"), null, null))
        .isEqualTo(new Whereabouts(List.of("中国"), "address"));
  }

  @Test
  void a_network_in_another_country_than_the_one_given_does_not_count() {
    assertThat(where(lead().add("country", "DE"), IN_JIANGSU, IN_FUJIAN))
        .isEqualTo(new Whereabouts(List.of(), null));
  }

  @Test
  void the_district_is_read_off_the_street() {
    assertThat(where(lead().add("city", "上海").add("street", "浦东新区张江路1号"), null, null).path())
        .containsExactly("中国", "上海", "浦东新区");
  }

  private Whereabouts where(
      Fields fields,
      @org.jspecify.annotations.Nullable Place ip,
      @org.jspecify.annotations.Nullable Place phone) {
    Settings settings = Settings.defaults("CN", Duration.ofMinutes(10), Settings.Scope.IDENTITY);
    Reading reading = LeadReader.read(fields, settings, Map.of());
    return Whereabouts.of(regions, ((Reading.Leads) reading).leads().getFirst(), ip, phone);
  }

  private static Fields lead() {
    return new Fields().add("email", "a@example.com");
  }

  private static Regions.Node node(String name, Regions.Node... below) {
    return new Regions.Node(name, List.of(), List.of(below));
  }
}
