package dev.fairlead.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@code logs [NAME] [-f]}: the end of one log or of all. */
final class LogsCommand {

  private final Home home;
  private final Arguments arguments;

  LogsCommand(Home home, Arguments arguments) {
    this.home = home;
    this.arguments = arguments;
  }

  /** The exit status of {@code tail}, which does the work. */
  int run() throws InterruptedException {
    List<String> command = new ArrayList<>(List.of("tail", "-n", "40"));
    if (arguments.has("-f") || arguments.has("--follow")) {
      command.add("-f");
    }
    files().forEach(file -> command.add(file.toString()));
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new Trouble("Cannot show the logs: " + Trouble.reason(e), e);
    }
  }

  private List<Path> files() {
    try (Stream<Path> all = Files.list(home.logs())) {
      List<Path> logs = all.filter(file -> file.toString().endsWith(".log")).sorted().toList();
      List<Path> chosen =
          arguments
              .word(0)
              .map(name -> logs.stream().filter(log -> log.endsWith(name + ".log")).toList())
              .orElse(logs);
      if (chosen.isEmpty()) {
        List<String> names =
            logs.stream().map(log -> log.getFileName().toString().replace(".log", "")).toList();
        throw new Trouble("No such log. There are: " + String.join(", ", names) + ".");
      }
      return chosen;
    } catch (IOException e) {
      throw new Trouble("Cannot read " + home.logs() + ": " + Trouble.reason(e), e);
    }
  }
}
