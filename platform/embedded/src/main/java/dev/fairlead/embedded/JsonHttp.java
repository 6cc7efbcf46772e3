package dev.fairlead.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON API at one address. */
final class JsonHttp {

  /** An answer; {@code body} is a missing node when it was not JSON. */
  record Answer(int status, JsonNode body) {

    boolean ok() {
      return status >= 200 && status < 300;
    }

    @Override
    public String toString() {
      return status + " " + body;
    }
  }

  static final ObjectMapper JSON = new ObjectMapper();

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Whoever has not said by then how he is, is not well. */
  private static final Duration GLANCE = Duration.ofSeconds(4);

  private final URI base;
  private final Map<String, String> headers;
  private final Duration patience;

  JsonHttp(URI base, Map<String, String> headers) {
    this(base, headers, PATIENCE);
  }

  private JsonHttp(URI base, Map<String, String> headers, Duration patience) {
    this.base = base;
    this.headers = headers;
    this.patience = patience;
  }

  /** For questions that are asked all the time, also of processes that stand still. */
  static JsonHttp glanceAt(URI base) {
    return new JsonHttp(base, Map.of(), GLANCE);
  }

  Answer get(String path) throws IOException {
    return send("GET", path, null, "application/json");
  }

  Answer put(String path, String json) throws IOException {
    return send("PUT", path, json, "application/json");
  }

  Answer post(String path, String json) throws IOException {
    return send("POST", path, json, "application/json");
  }

  /** An HTML form's body. */
  Answer postForm(String path, String form) throws IOException {
    return send("POST", path, form, "application/x-www-form-urlencoded");
  }

  private Answer send(String method, String path, @Nullable String body, String contentType)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(patience)
            .header("Accept", "application/json")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (body != null) {
      request.header("Content-Type", contentType);
    }
    headers.forEach(request::header);
    try {
      HttpResponse<byte[]> response =
          CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), json(response.body()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("Interrupted.", e);
    }
  }

  private static JsonNode json(byte[] body) throws IOException {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
