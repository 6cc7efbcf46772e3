package dev.fairlead.notification.channel;

import dev.fairlead.notification.Person;
import dev.fairlead.notification.domain.Obstacle;
import dev.fairlead.notification.domain.Preferences;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** E-mail to the address in the roster. */
@ApplicationScoped
public class EmailChannel implements Channel {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Postbox postbox;
  private final MailWriter writer;

  EmailChannel(Postbox postbox, MailWriter writer) {
    this.postbox = postbox;
    this.writer = writer;
  }

  @Override
  public String name() {
    return Preferences.EMAIL;
  }

  @Override
  public boolean isOn() {
    return postbox.isOpen();
  }

  @Override
  public Uni<Void> send(Letter letter) {
    Person recipient = letter.recipient();
    if (!recipient.known()) {
      return Uni.createFrom().failure(new Undelivered(Obstacle.RECIPIENT_UNKNOWN));
    }
    String address = recipient.email();
    if (address == null) {
      return Uni.createFrom().failure(new Undelivered(Obstacle.NO_ADDRESS));
    }
    return writer
        .write(letter, address)
        .chain(postbox::post)
        .ifNoItem()
        .after(PATIENCE)
        .failWith(() -> new Undelivered(Obstacle.TIMEOUT));
  }
}
