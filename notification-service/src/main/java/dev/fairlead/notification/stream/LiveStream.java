package dev.fairlead.notification.stream;

import dev.fairlead.notification.adapter.Notices;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One open connection of one person. Remembers the number of the last notice it was given, and
 * takes no more while a window of lines waits for its client to read.
 */
final class LiveStream {

  private static final int WINDOW = 256;

  /** A line of a stream: a notice, or without one a sign of life. */
  record Line(LiveStream of, Notices.@Nullable Shown notice) {}

  private final String person;
  private final Instant since;
  private final Instant until;
  private final MultiEmitter<? super Line> out;
  private final AtomicInteger unread = new AtomicInteger();
  private volatile boolean behind;
  private volatile long seen;

  LiveStream(
      String person, long seen, Instant since, Instant until, MultiEmitter<? super Line> out) {
    this.person = person;
    this.seen = seen;
    this.since = since;
    this.until = until;
    this.out = out;
  }

  String person() {
    return person;
  }

  long seen() {
    return seen;
  }

  /** Whether the client keeps up; if not, it asks for more when it has read what waits. */
  boolean keepsUp() {
    behind = true;
    if (unread.get() < WINDOW) {
      behind = false;
      return true;
    }
    return false;
  }

  /**
   * Gives it a notice unless it had it. Called by one thread at a time, in the order of numbers.
   *
   * @return whether the notice is news, not something the client missed while it was away
   */
  boolean give(Notices.Shown notice) {
    if (notice.number() <= seen) {
      return false;
    }
    seen = notice.number();
    unread.incrementAndGet();
    out.emit(new Line(this, notice));
    return notice.at().isAfter(since);
  }

  /** A sign of life, so that nobody in between takes the connection for dead. */
  void beat(Instant now) {
    if (!now.isBefore(until)) {
      end();
    } else if (unread.get() == 0) {
      unread.incrementAndGet();
      out.emit(new Line(this, null));
    }
  }

  /** Ends it; the client comes back with the last id it saw. */
  void end() {
    out.complete();
  }

  /** The client has read a line. Answers whether that was the last and there may be more. */
  boolean read() {
    return unread.decrementAndGet() == 0 && behind;
  }
}
