package dev.fairlead.notification;

import static dev.fairlead.notification.Clients.change;
import static dev.fairlead.notification.Samples.newId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.kit.testing.FairleadPlatform;
import dev.fairlead.kit.testing.TestEvents;
import dev.fairlead.notification.channel.DueWork;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FairleadPlatform.class)
@QuarkusTestResource(MailServer.class)
class ForgettingIT {

  @Inject DueWork dueWork;

  @Test
  void whatIsDoneAndOlderThanTheRetentionGoesHoweverMuchItIs() throws Throwable {
    // Given
    String ann = newId("ann");
    notices(ann, 21_000, "2020-01-01T00:00:00Z", "sent");
    notices(ann, 3, "2020-01-01T00:00:00Z", "pending");
    notices(ann, 2, "2020-05-01T00:00:00Z", "sent");

    // When
    VertxContextSupport.subscribeAndAwait(
        () -> dueWork.forget(Instant.parse("2020-08-01T00:00:00Z")));

    // Then
    assertThat(TestEvents.count("select count(*) from notice where recipient = ?", ann))
        .isEqualTo(5);
    assertThat(
            TestEvents.count(
                "select count(*) from delivery d join notice n on n.id = d.notice_id"
                    + " where n.recipient = ?",
                ann))
        .isEqualTo(5);
    change(
        "delete from delivery where notice_id in (select id from notice where recipient = ?)", ann);
  }

  private static void notices(String person, int count, String at, String status) {
    change(
        """
        with told as (
          insert into notice (id, event_id, recipient, type, text_zh, text_en, at, correlation_id,
                              traceparent)
          select gen_random_uuid(), gen_random_uuid()::text, ?, 'touched', '', '', '%s', '', ''
          from generate_series(1, %d) returning id)
        insert into delivery (id, notice_id, channel, status, next_at, changed_at)
        select gen_random_uuid(), id, 'email', '%s', '2100-01-01', '%s' from told
        """
            .formatted(at, count, status, at),
        person);
  }
}
