package dev.fairlead.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryPostboxTest {

  @TempDir Path home;
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void aMailPostedTwiceIsOneFileWithItsMessageId() throws IOException {
    // Given
    UUID id = UUID.randomUUID();
    Path mails = home.resolve("mail");
    Postbox postbox = new DirectoryPostbox(vertx, mails);
    Mail mail =
        new Mail(
            id,
            new MailMessage()
                .setFrom("fairlead@localhost")
                .setTo("ann@example.org")
                .setSubject("新线索")
                .setText("text")
                .addHeader("Message-ID", "<" + id + "@localhost>"));

    // When
    postbox.post(mail).await().atMost(Duration.ofSeconds(5));
    postbox.post(mail).await().atMost(Duration.ofSeconds(5));

    // Then
    try (Stream<Path> files = Files.list(mails)) {
      assertThat(files).containsExactly(mails.resolve(id + ".eml"));
    }
    assertThat(Files.readString(mails.resolve(id + ".eml")))
        .contains("Message-ID: <" + id + "@localhost>")
        .contains("To: ann@example.org");
  }
}
