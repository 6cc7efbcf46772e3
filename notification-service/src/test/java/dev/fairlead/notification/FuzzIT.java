package dev.fairlead.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.OpenApiFuzz;
import dev.fairlead.kit.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(FairleadPlatform.class)
class FuzzIT {

  private static final long SEED = 20_260_325;
  private static final int ROUNDS = 15;

  @Test
  void whatever_is_sent_to_any_operation_is_answered_without_a_failure_of_ours() throws Exception {
    URI here = URI.create("http://localhost:" + RestAssured.port);
    String everything = TestTokens.of("fuzz", "admin", "manager", "rep", "integration", "analyst");

    assertThat(OpenApiFuzz.run(here, everything, SEED, ROUNDS, "/stream")).isEmpty();
  }
}
