package dev.fairlead.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The connectors on a Connect worker, through its REST interface. */
final class Connectors {

  static final String RUNNING = "RUNNING";

  private final JsonHttp connect;
  private final JsonHttp glance;

  Connectors(URI connect) {
    this.connect = new JsonHttp(connect, Map.of());
    this.glance = JsonHttp.glanceAt(connect);
  }

  /** Makes the connector, or brings an existing one to what the file says. */
  void register(String name, Path file) {
    try {
      JsonHttp.Answer answer =
          connect.put("/connectors/" + name + "/config", Files.readString(file));
      if (!answer.ok()) {
        throw new Trouble("Connect refused the connector %s: %s".formatted(name, answer));
      }
    } catch (IOException e) {
      throw new Trouble("Cannot register " + file + ": " + Trouble.reason(e), e);
    }
  }

  /**
   * The state of each connector: {@code RUNNING} when its task runs too, else whichever of the two
   * is worse off.
   *
   * @throws IOException when Connect cannot be reached
   */
  Map<String, String> states() throws IOException {
    JsonNode all = glance.get("/connectors?expand=status").body();
    Map<String, String> states = new HashMap<>();
    all.fieldNames().forEachRemaining(name -> states.put(name, state(all.path(name))));
    return states;
  }

  /**
   * Starts failed connectors and tasks again. Lost connections do not come here, Debezium retries
   * those by itself; but a task that cannot even start (say, its database is being restored) fails.
   *
   * @throws IOException when Connect cannot be reached
   */
  void restartFailed() throws IOException {
    for (Map.Entry<String, String> connector : states().entrySet()) {
      if (connector.getValue().equals("FAILED")) {
        glance.post(
            "/connectors/" + connector.getKey() + "/restart?includeTasks=true&onlyFailed=true", "");
      }
    }
  }

  private static String state(JsonNode connector) {
    JsonNode status = connector.path("status");
    String state = status.path("connector").path("state").asText("UNKNOWN");
    if (!state.equals(RUNNING)) {
      return state;
    }
    return status.path("tasks").path(0).path("state").asText("STARTING");
  }
}
