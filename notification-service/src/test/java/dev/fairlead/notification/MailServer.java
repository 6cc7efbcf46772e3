package dev.fairlead.notification;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A mail server that the service under test sends to, and short gaps between its tries. */
public class MailServer implements QuarkusTestResourceLifecycleManager {

  private static int port;
  private static @Nullable GreenMail server;
  private static final List<MimeMessage> EARLIER = new ArrayList<>();

  @Override
  public Map<String, String> start() {
    answer();
    return Map.of(
        "FAIRLEAD_SMTP_HOST", "127.0.0.1",
        "FAIRLEAD_SMTP_PORT", Integer.toString(port),
        "FAIRLEAD_ALLOW_PRIVATE_URLS", "true",
        "FAIRLEAD_PUBLIC_URL", "https://fairlead.example",
        "fairlead.notification.heartbeat", "2s",
        "fairlead.notification.streams-per-person", "6",
        "fairlead.notification.hook-retries", "PT1S,PT1S,PT1S,PT1S,PT1S,PT1S,PT1H,PT4H",
        "fairlead.notification.retries", "PT1S,PT1S,PT1S,PT1S,PT1S,PT1S,PT1S,PT1S,PT1S,PT1S");
  }

  @Override
  public void stop() {
    refuse();
  }

  /** Takes mails from now on. */
  static synchronized void answer() {
    GreenMail fresh = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    fresh.start();
    port = fresh.getSmtp().getPort();
    server = fresh;
  }

  /** Refuses connections from now on. */
  static synchronized void refuse() {
    GreenMail current = server;
    if (current != null) {
      EARLIER.addAll(List.of(current.getReceivedMessages()));
      current.stop();
      server = null;
    }
  }

  /** All mails to an address so far. */
  static synchronized List<MimeMessage> to(String address) {
    List<MimeMessage> all = new ArrayList<>(EARLIER);
    GreenMail current = server;
    if (current != null) {
      all.addAll(List.of(current.getReceivedMessages()));
    }
    return all.stream().filter(mail -> isTo(mail, address)).toList();
  }

  /** The plain text of a mail. */
  static String text(MimeMessage mail) throws MessagingException, IOException {
    MimeMultipart parts = (MimeMultipart) mail.getContent();
    for (int i = 0; i < parts.getCount(); i++) {
      if (parts.getBodyPart(i).isMimeType("text/plain")) {
        return (String) parts.getBodyPart(i).getContent();
      }
    }
    throw new AssertionError("no plain text");
  }

  private static boolean isTo(MimeMessage mail, String address) {
    try {
      return mail.getRecipients(Message.RecipientType.TO)[0].toString().equals(address);
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }
}
