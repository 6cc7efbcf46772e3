package dev.fairlead.notification.channel;

import dev.fairlead.notification.domain.Obstacle;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The channels this installation has, besides the page itself. */
@ApplicationScoped
public class Channels {

  /** The page's name in events: inbox and live stream. It takes a notice when that is committed. */
  public static final String IN_APP = "in-app";

  private final List<Channel> on;

  Channels(@All List<Channel> all) {
    this.on = all.stream().filter(Channel::isOn).toList();
  }

  /** Names of those that are on. */
  public List<String> names() {
    return on.stream().map(Channel::name).toList();
  }

  /** Sends a letter over its channel. */
  public Uni<Void> send(Letter letter) {
    return on.stream()
        .filter(channel -> channel.name().equals(letter.channel()))
        .findFirst()
        .map(channel -> channel.send(letter))
        .orElseGet(() -> Uni.createFrom().failure(new Undelivered(Obstacle.CHANNEL_OFF)));
  }
}
