package dev.fairlead.kit.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Sends every operation of a service's OpenAPI document what nobody should send: parameters and
 * bodies that nearly fit, and such that do not at all. Whatever comes, the service answers with
 * something else than a failure of its own, and refuses with a problem document.
 */
public final class OpenApiFuzz {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int SHOWN = 300;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI base;
  private final String token;
  private final FuzzValues values;

  private OpenApiFuzz(URI base, String token, FuzzValues values) {
    this.base = base;
    this.token = token;
    this.values = values;
  }

  /** A request that was not answered as it should have been. */
  public record Fault(String request, int status, String answer) {}

  /**
   * Fuzzes a service.
   *
   * @param token of somebody who may do everything
   * @param seed the same requests come for the same seed
   * @param rounds requests per operation
   * @param not parts of paths that are left out, such as streams that never end
   */
  public static List<Fault> run(URI base, String token, long seed, int rounds, String... not)
      throws IOException, InterruptedException {
    JsonNode document =
        JSON.readTree(
            HttpClient.newHttpClient()
                .send(
                    HttpRequest.newBuilder(base.resolve("/q/openapi?format=json")).build(),
                    BodyHandlers.ofString())
                .body());
    OpenApiFuzz fuzz = new OpenApiFuzz(base, token, new FuzzValues(document, seed));
    List<Fault> faults = new ArrayList<>();
    for (var path : document.path("paths").properties()) {
      boolean left = List.of(not).stream().anyMatch(path.getKey()::contains);
      for (var operation : path.getValue().properties()) {
        if (!left && METHODS.contains(operation.getKey())) {
          JsonNode shared = path.getValue().path("parameters");
          for (int round = 0; round < rounds; round++) {
            fuzz.send(path.getKey(), operation.getKey(), operation.getValue(), shared, faults);
          }
        }
      }
    }
    return faults;
  }

  private void send(
      String path, String method, JsonNode operation, JsonNode shared, List<Fault> faults)
      throws InterruptedException {
    // a colon in a path can only be written as a parameter of its own
    String filled = path.replace("{colon}", ":");
    StringBuilder query = new StringBuilder();
    List<JsonNode> parameters = new ArrayList<>();
    shared.forEach(parameters::add);
    operation.path("parameters").forEach(parameters::add);
    for (JsonNode parameter : parameters) {
      String name = parameter.path("name").asText();
      String value = encode(values.text(parameter.path("schema")));
      switch (parameter.path("in").asText()) {
        case "path" ->
            filled = filled.replaceAll("\\{" + name + "[^}]*}", value.isEmpty() ? "x" : value);
        case "query" -> {
          if (values.chance(2)) {
            query.append(query.isEmpty() ? "?" : "&").append(name).append('=').append(value);
          }
        }
        default -> {}
      }
    }
    JsonNode content = operation.path("requestBody").path("content");
    String body = content.isMissingNode() ? "" : values.body(content.path("application/json"));
    String type =
        content.has("application/json") || content.isEmpty() || values.chance(4)
            ? "application/json"
            : content.fieldNames().next();
    send(method.toUpperCase(java.util.Locale.ROOT), filled + query, type, body, faults);
  }

  private void send(String method, String target, String type, String body, List<Fault> faults)
      throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + target))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", type.replace("*/*", "application/json"))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    String what = method + " " + cut(target) + " " + cut(body);
    try {
      HttpResponse<String> answer = send(request);
      if (isFault(target, answer)) {
        faults.add(new Fault(what, answer.statusCode(), cut(answer.body())));
      }
    } catch (IOException e) {
      faults.add(new Fault(what, 0, e.toString()));
    }
  }

  /** Once more when the connection was closed after the request before, as HTTP allows. */
  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (HttpTimeoutException e) {
      throw e;
    } catch (IOException e) {
      return client.send(request, BodyHandlers.ofString());
    }
  }

  private static boolean isFault(String target, HttpResponse<String> answer) {
    int status = answer.statusCode();
    if (status >= 500) {
      return status != 503 || answer.headers().firstValue("Retry-After").isEmpty();
    }
    String type = answer.headers().firstValue("Content-Type").orElse("");
    // senders are told in their own words, people who follow a link in a page
    return status >= 400
        && target.startsWith("/api/")
        && !answer.body().isEmpty()
        && !type.startsWith("application/problem+json")
        && !type.startsWith("text/html");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String cut(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "… (" + text.length() + ")";
  }
}
