package dev.fairlead.notification.adapter;

import dev.fairlead.kit.sql.Sql;
import dev.fairlead.notification.Notice;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Rings on every replica when the transaction commits, never before (PostgreSQL NOTIFY). Says for
 * whom there is something new; what it is stands in the table.
 */
public final class Bell {

  /** The channel to listen on. */
  public static final String CHANNEL = "fairlead_notice";

  /** PostgreSQL takes less than 8000 bytes. */
  private static final int LONGEST = 7_900;

  private Bell() {}

  /** Rings for the recipients of these notices, and for the delivery workers. */
  static Uni<Void> ring(Mutiny.Session session, Collection<Notice> notices) {
    Stream<String> shown =
        notices.stream().filter(Notice::isShown).map(n -> n.recipient().id()).distinct();
    return notices.isEmpty() ? Uni.createFrom().voidItem() : ring(session, chunks(shown.toList()));
  }

  /** Rings for the delivery workers only. */
  public static Uni<Void> ring(Mutiny.Session session) {
    return ring(session, List.of(""));
  }

  private static Uni<Void> ring(Mutiny.Session session, List<String> payloads) {
    return Sql.on(session)
        .run(
            "select pg_notify($1, p) from unnest($2::text[]) as p",
            CHANNEL,
            payloads.toArray(String[]::new))
        .replaceWithVoid();
  }

  private static List<String> chunks(List<String> recipients) {
    List<String> chunks = new ArrayList<>();
    StringBuilder chunk = new StringBuilder();
    int bytes = 0;
    for (String recipient : recipients) {
      int more = recipient.getBytes(StandardCharsets.UTF_8).length + 1;
      if (bytes + more > LONGEST) {
        chunks.add(chunk.toString());
        chunk.setLength(0);
        bytes = 0;
      }
      chunk.append(chunk.isEmpty() ? "" : "\n").append(recipient);
      bytes += more;
    }
    chunks.add(chunk.toString());
    return chunks;
  }

  /** Whom a ring is for; nobody when it is for the delivery workers only. */
  public static List<String> recipients(String payload) {
    return payload.isEmpty() ? List.of() : List.of(payload.split("\n"));
  }
}
