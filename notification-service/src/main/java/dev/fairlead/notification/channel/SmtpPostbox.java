package dev.fairlead.notification.channel;

import dev.fairlead.notification.domain.Obstacle;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.mail.SMTPException;
import io.vertx.mutiny.ext.mail.MailClient;
import java.io.IOException;

/** Mails to a server. */
final class SmtpPostbox implements Postbox {

  private final MailClient client;

  SmtpPostbox(MailClient client) {
    this.client = client;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public Uni<Void> post(Mail mail) {
    return client
        .sendMail(mail.message())
        .replaceWithVoid()
        .onFailure()
        .transform(failure -> new Undelivered(obstacle(failure)));
  }

  private static Obstacle obstacle(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SMTPException smtp) {
        return smtp.isPermanent() ? Obstacle.REJECTED : Obstacle.DEFERRED;
      }
      if (t instanceof IOException) {
        return Obstacle.UNREACHABLE;
      }
      if (t instanceof IllegalArgumentException) {
        return Obstacle.BAD_ADDRESS;
      }
    }
    return Obstacle.FAULT;
  }
}
