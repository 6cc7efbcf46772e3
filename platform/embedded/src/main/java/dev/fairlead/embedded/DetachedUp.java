package dev.fairlead.embedded;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code up --detach}: starts a supervisor of its own and returns when that is ready. */
final class DetachedUp {

  /** The supervisor's last word when all is ready. */
  static final String READY = "Ready in ";

  private final Home home;
  private final PrintStream out;

  DetachedUp(Home home, PrintStream out) {
    this.home = home;
    this.out = out;
  }

  /** Shows what the supervisor says until it is ready; whether it became so. */
  boolean run(List<String> arguments) {
    List<String> words = new ArrayList<>(List.of("up"));
    arguments.stream().filter(word -> !word.equals("--detach")).forEach(words::add);
    List<String> command =
        JavaCommand.withHeap(128)
            .markedWith(home)
            .living(JavaCommand.Life.LONG)
            .main(Main.class.getName(), words.toArray(String[]::new));
    Path log = home.logs().resolve("supervisor.log");
    try {
      long shown = Files.exists(log) ? Files.size(log) : 0;
      Process supervisor =
          new ProcessBuilder(OwnGroup.command(command))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .start();
      Thread cancel = new Thread(supervisor::destroy);
      Runtime.getRuntime().addShutdownHook(cancel);
      while (true) {
        boolean alive = supervisor.isAlive();
        String fresh = after(log, shown);
        shown += fresh.getBytes(StandardCharsets.UTF_8).length;
        out.print(fresh);
        out.flush();
        if (fresh.contains(READY)) {
          Runtime.getRuntime().removeShutdownHook(cancel);
          return true;
        }
        if (!alive) {
          return false;
        }
        Pause.of(Duration.ofMillis(100));
      }
    } catch (IOException e) {
      throw new Trouble("Cannot start: " + Trouble.reason(e), e);
    }
  }

  /** The whole lines that were added after this position. */
  private static String after(Path log, long position) throws IOException {
    byte[] all = Files.readAllBytes(log);
    int end = all.length;
    while (end > position && all[end - 1] != '\n') {
      end--;
    }
    int from = (int) Math.min(position, end);
    return new String(all, from, end - from, StandardCharsets.UTF_8);
  }
}
