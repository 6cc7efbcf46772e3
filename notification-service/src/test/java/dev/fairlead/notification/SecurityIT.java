package dev.fairlead.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.kit.testing.AccessProbe;
import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.HttpManners;
import dev.fairlead.kit.testing.LeastPrivilege;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(FairleadPlatform.class)
class SecurityIT {

  @Test
  void every_operation_lets_in_exactly_those_whom_the_table_names() throws Exception {
    assertThat(AccessProbe.run(here(), "notification-service")).isEmpty();
  }

  @Test
  void neither_the_running_role_nor_that_of_change_data_capture_may_do_more_than_its_work()
      throws Exception {
    assertThat(LeastPrivilege.faults()).isEmpty();
  }

  @Test
  void answers_keep_browsers_in_check_and_what_is_too_large_is_not_read() throws Exception {
    assertThat(HttpManners.faults(here(), "/api/notification/channels")).isEmpty();
  }

  private static URI here() {
    return URI.create("http://localhost:" + RestAssured.port);
  }
}
