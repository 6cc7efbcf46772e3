package dev.fairlead.kit.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class OutboundUrlsTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final List<String> META = List.of("facebook.com");

  private final OutboundUrls strict = new OutboundUrls(VERTX, false);
  private final OutboundUrls forTests = new OutboundUrls(VERTX, true);

  @AfterAll
  static void close() {
    VERTX.close();
  }

  @Test
  void a_platform_is_called_at_its_own_domain_over_tls_only() {
    assertThat(strict.fault("https://graph.facebook.com", META)).isNull();
    assertThat(strict.fault("https://facebook.com/x", META)).isNull();
    assertThat(strict.fault("http://graph.facebook.com", META)).contains("https");
    assertThat(strict.fault("https://evilfacebook.com", META)).contains("facebook.com");
    assertThat(strict.fault("https://graph.facebook.com.evil.example", META)).isNotNull();
    assertThat(strict.fault("https://graph.facebook.com@evil.example", META)).isNotNull();
    assertThat(strict.fault("file:///etc/passwd", List.of())).isNotNull();
    assertThat(strict.fault("not a url", List.of())).isNotNull();
  }

  @Test
  void a_name_that_leads_into_our_network_is_not_called() {
    assertThatThrownBy(() -> resolve(strict, "https://localhost/x"))
        .hasRootCauseInstanceOf(OutboundUrls.Refused.class);
    assertThatThrownBy(() -> resolve(strict, "https://169.254.169.254/latest/meta-data"))
        .hasRootCauseInstanceOf(OutboundUrls.Refused.class);
  }

  @Test
  void tests_may_call_their_own_machine() {
    assertThat(forTests.fault("http://127.0.0.1:8080", META)).isNull();

    resolve(forTests, "http://localhost:8080/x");
  }

  private static void resolve(OutboundUrls urls, String url) {
    try {
      assertThat(urls.resolve(URI.create(url)).await().atMost(Duration.ofSeconds(10))).isNotNull();
    } catch (OutboundUrls.Refused refused) {
      throw new IllegalStateException(refused);
    }
  }
}
