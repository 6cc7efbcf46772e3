package dev.fairlead.notification.channel;

import io.vertx.ext.mail.MailMessage;
import java.util.UUID;

/** A mail ready to go; its id is the same at every try. */
public record Mail(UUID id, MailMessage message) {}
