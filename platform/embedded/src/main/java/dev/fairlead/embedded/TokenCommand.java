package dev.fairlead.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code token USER}: a bearer token for each user, alone on a line of standard output. */
final class TokenCommand {

  private static final Set<String> ROLES = Set.of("admin", "manager", "integration", "analyst");

  private final Home home;
  private final Arguments arguments;
  private final PrintStream out;

  TokenCommand(Home home, Arguments arguments, PrintStream out) {
    this.home = home;
    this.arguments = arguments;
    this.out = out;
  }

  void run() {
    if (arguments.words().isEmpty()) {
      throw new Trouble("Whose token? ./fairlead token USER");
    }
    Duration life = arguments.value("--ttl").map(Durations::parse).orElse(Tokens.DEFAULT_LIFE);
    Tokens tokens = new Tokens(SigningKey.of(new Keys(home.keys())));
    for (String user : arguments.words()) {
      List<String> groups = ROLES.contains(user) ? List.of(user) : groupsOfRep(user, tokens);
      out.println(tokens.issue(user, groups, Instant.now(), life));
    }
  }

  private List<String> groupsOfRep(String rep, Tokens tokens) {
    Installation installation = Installation.require(home);
    JsonHttp api =
        new JsonHttp(installation.url(), Map.of("Authorization", "Bearer " + tokens.admin()));
    try {
      JsonHttp.Answer answer = api.get("/api/assignment/reps/" + Urls.encode(rep));
      if (answer.status() == 404) {
        throw new Trouble(
            "There is no rep '%s'. Other users: %s."
                .formatted(rep, String.join(", ", ROLES.stream().sorted().toList())));
      }
      if (!answer.ok()) {
        throw new Trouble("Cannot look up '" + rep + "': " + answer);
      }
      return managesATeam(rep, api) ? List.of("rep", "manager") : List.of("rep");
    } catch (IOException e) {
      throw new Trouble("Cannot look up '" + rep + "': " + Trouble.reason(e), e);
    }
  }

  private static boolean managesATeam(String rep, JsonHttp api) throws IOException {
    String cursor = "";
    do {
      JsonNode page = api.get("/api/assignment/teams" + cursor).body();
      for (JsonNode team : page.path("items")) {
        for (JsonNode manager : team.path("managers")) {
          if (manager.asText().equals(rep)) {
            return true;
          }
        }
      }
      String next = page.path("next").asText("");
      cursor = next.isEmpty() || next.equals("null") ? "" : "?cursor=" + Urls.encode(next);
    } while (!cursor.isEmpty());
    return false;
  }
}
