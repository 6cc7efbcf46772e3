package dev.fairlead.embedded;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The commands behind the launcher script. */
public final class Main {

  private Main() {}

  /**
   * Runs one command.
   *
   * @param args the command's name and its options
   */
  public static void main(String[] args) {
    try {
      run(
          args.length == 0 ? "help" : args[0],
          Arrays.asList(args).subList(Math.min(1, args.length), args.length));
    } catch (Trouble e) {
      System.err.println("fairlead: " + e.getMessage());
      System.exit(1);
    } catch (InterruptedException e) {
      System.exit(130);
    }
  }

  private static void run(String command, List<String> rest) throws InterruptedException {
    switch (command) {
      case "servers" ->
          new ServersCommand(
                  new Arguments(rest, Set.of("--home", "--exit-with", "--ports"), Set.of()))
              .run();
      default -> throw new Trouble("Unknown command '" + command + "'.");
    }
  }
}
