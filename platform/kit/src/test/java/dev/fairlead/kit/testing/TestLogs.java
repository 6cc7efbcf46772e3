package dev.fairlead.kit.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jspecify.annotations.Nullable;

/** Hears what the service under test writes to its log: messages, parameters and stack traces. */
public final class TestLogs extends Handler implements AutoCloseable {

  private static final int SHOWN = 400;

  private final List<Line> lines = new ArrayList<>();

  private TestLogs() {}

  /** A line of the log. */
  private record Line(int level, String text) {}

  /** Listens from now on, until it is closed. */
  public static TestLogs listen() {
    TestLogs logs = new TestLogs();
    Logger.getLogger("").addHandler(logs);
    return logs;
  }

  @Override
  public synchronized void publish(LogRecord line) {
    StringWriter text = new StringWriter();
    text.append(line.getLoggerName()).append(": ");
    text.append(line instanceof ExtLogRecord ext ? ext.getFormattedMessage() : line.getMessage());
    Throwable thrown = line.getThrown();
    if (thrown != null) {
      thrown.printStackTrace(new PrintWriter(text, true));
    }
    lines.add(new Line(line.getLevel().intValue(), text.toString()));
  }

  /** The lines that hold one of these texts, cut short. */
  public synchronized List<String> that(Collection<String> marks) {
    return lines.stream()
        .map(Line::text)
        .filter(text -> marks.stream().anyMatch(text::contains))
        .map(TestLogs::cut)
        .toList();
  }

  /** The lines of errors, cut short. */
  public synchronized List<String> errors() {
    return lines.stream()
        .filter(line -> line.level() >= Level.SEVERE.intValue())
        .map(Line::text)
        .map(TestLogs::cut)
        .toList();
  }

  private static String cut(@Nullable String text) {
    return text == null ? "" : text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }

  @Override
  public void flush() {
    // nothing is held back
  }

  @Override
  public void close() {
    Logger.getLogger("").removeHandler(this);
  }
}
