package dev.fairlead.kit.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.awaitility.Awaitility;

/** The REST interface of the shared Connect worker. */
final class TestConnect {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  private TestConnect() {}

  /** Creates the connector and waits until its task runs. */
  static void register(String connect, String name, String file) {
    try {
      JsonNode json = JSON.readTree(file);
      JsonNode config = json.has("config") ? json.get("config") : json;
      send(
          HttpRequest.newBuilder(URI.create(connect + "/connectors/" + name + "/config"))
              .header("content-type", "application/json")
              .PUT(HttpRequest.BodyPublishers.ofString(config.toString()))
              .build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Awaitility.await("connector " + name)
        .atMost(Duration.ofSeconds(60))
        .until(() -> status(connect, name).contains("\"state\":\"RUNNING\",\"worker_id\""));
  }

  private static String status(String connect, String name) {
    String body =
        send(
            HttpRequest.newBuilder(URI.create(connect + "/connectors/" + name + "/status"))
                .build());
    int tasks = body.indexOf("\"tasks\"");
    return tasks < 0 ? "" : body.substring(tasks).replace(" ", "");
  }

  private static String send(HttpRequest request) {
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
