package dev.fairlead.notification.channel;

import dev.fairlead.notification.domain.Obstacle;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.ext.mail.MailClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Chooses the postbox: a mail server when one is named, else a directory, else none. */
@ApplicationScoped
public class Postboxes {

  private static final Logger LOG = Logger.getLogger(Postboxes.class);

  @Produces
  @Singleton
  Postbox postbox(
      @ConfigProperty(name = "fairlead.notification.smtp-host") Optional<String> server,
      @ConfigProperty(name = "fairlead.notification.mail-directory") Optional<Path> directory,
      MailClient client,
      Vertx vertx) {
    if (server.isPresent()) {
      LOG.info("e-mail goes to the configured mail server");
      return new SmtpPostbox(client);
    }
    if (directory.isPresent()) {
      LOG.info("e-mail is written to the configured directory");
      return new DirectoryPostbox(vertx, directory.get().toAbsolutePath());
    }
    LOG.info("no mail server and no mail directory: the e-mail channel is off");
    return new NoPostbox();
  }

  /** E-mail is not configured. */
  private record NoPostbox() implements Postbox {
    @Override
    public boolean isOpen() {
      return false;
    }

    @Override
    public Uni<Void> post(Mail mail) {
      return Uni.createFrom().failure(new Undelivered(Obstacle.CHANNEL_OFF));
    }
  }
}
