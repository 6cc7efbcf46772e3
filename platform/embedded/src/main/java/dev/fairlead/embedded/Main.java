package dev.fairlead.embedded;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The commands behind the launcher script. */
public final class Main {

  private static final Set<String> NONE = Set.of();

  private final Map<String, String> environment;
  private final Home home;

  private Main(Map<String, String> environment) {
    this.environment = environment;
    this.home = Home.of(environment, Checkout.root());
  }

  /**
   * Runs one command.
   *
   * @param args the command's name and its options
   */
  public static void main(String[] args) {
    int status;
    try {
      List<String> words = Arrays.asList(args);
      String command = words.isEmpty() ? "" : words.getFirst();
      status =
          new Main(System.getenv())
              .run(command, words.subList(Math.min(1, args.length), args.length));
    } catch (Trouble e) {
      System.err.println("fairlead: " + e.getMessage());
      status = 1;
    } catch (InterruptedException e) {
      status = 130;
    }
    System.exit(status);
  }

  private int run(String command, List<String> rest) throws InterruptedException {
    switch (command) {
      case "up" -> {
        return up(rest);
      }
      case "servers" ->
          new ServersCommand(new Arguments(rest, Set.of("--home", "--exit-with", "--ports"), NONE))
              .run();
      case "down" -> new DownCommand(home, System.out).run();
      case "status" -> {
        return new StatusCommand(home, System.out).run() ? 0 : 1;
      }
      case "logs" -> {
        return new LogsCommand(home, new Arguments(rest, NONE, Set.of("-f", "--follow"))).run();
      }
      case "token" ->
          new TokenCommand(home, new Arguments(rest, Set.of("--ttl"), NONE), System.out).run();
      case "demo" -> {
        Arguments arguments = new Arguments(rest, DemoCommand.OPTIONS, NONE);
        return new DemoCommand(home, arguments, environment, System.out).run() ? 0 : 1;
      }
      case "verify-evidence" -> {
        Arguments arguments = new Arguments(rest, Set.of("--head"), NONE);
        return new VerifyEvidenceCommand(arguments, System.out).run() ? 0 : 1;
      }
      default -> throw new Trouble("There is no command '" + command + "'.");
    }
    return 0;
  }

  private int up(List<String> rest) throws InterruptedException {
    Arguments arguments =
        new Arguments(rest, Set.of("--port", "--replicas"), Set.of("--detach", "--empty"));
    if (arguments.has("--detach")) {
      return new DetachedUp(home, System.out).run(rest) ? 0 : 1;
    }
    new UpCommand(home, Checkout.root(), environment, arguments, System.out).run();
    return 0;
  }
}
