package dev.fairlead.notification.channel;

import io.smallrye.mutiny.Uni;

/** Where mails go: a mail server, a directory, or nowhere. */
public interface Postbox {

  /** Whether mails can be posted at all. */
  boolean isOpen();

  /** Posts a mail; completes when it was taken, fails with {@link Undelivered} when it was not. */
  Uni<Void> post(Mail mail);
}
