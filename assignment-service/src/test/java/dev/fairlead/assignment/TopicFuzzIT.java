package dev.fairlead.assignment;

import dev.fairlead.kit.event.EventHandler;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TopicFuzz;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(FairleadPlatform.class)
class TopicFuzzIT {

  private static final long SEED = 20_260_325;
  private static final int ROUNDS = 6;

  @Inject EventHandler handler;

  @Test
  void whatever_is_written_to_its_topics_the_next_good_event_is_handled() throws Exception {
    try (TopicFuzz fuzz = new TopicFuzz("assignment-service", handler.interests())) {
      fuzz.run(SEED, ROUNDS);
    }
  }
}
