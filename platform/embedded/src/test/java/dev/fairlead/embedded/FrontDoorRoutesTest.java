package dev.fairlead.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrontDoorRoutesTest {

  @ParameterizedTest
  @CsvSource({
    "/in/form/website, intake",
    "/in/hubspot/submissions/v3/integration/submit/1/2, intake",
    "/api/intake/leads:batch, intake",
    "/api/assignment/teams, assignment",
    "/api/ownership/leads/1, ownership",
    "/api/pool, pool",
    "/api/notification/stream, notification"
  })
  void a_prefix_names_the_service(String path, String service) {
    assertThat(FrontDoor.serviceFor(path)).contains(service);
  }

  @Test
  void a_longer_word_is_not_the_prefix() {
    assertThat(FrontDoor.serviceFor("/api/pools")).isEmpty();
    assertThat(FrontDoor.serviceFor("/inside")).isEmpty();
    assertThat(FrontDoor.serviceFor("/")).isEmpty();
  }
}
