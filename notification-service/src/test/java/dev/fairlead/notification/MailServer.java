package dev.fairlead.notification;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
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
        "fairlead.notification.heartbeat", "2s",
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

  private static boolean isTo(MimeMessage mail, String address) {
    try {
      return mail.getRecipients(Message.RecipientType.TO)[0].toString().equals(address);
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }
}
