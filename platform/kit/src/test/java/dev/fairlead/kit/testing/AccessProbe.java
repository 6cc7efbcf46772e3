package dev.fairlead.kit.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Calls every operation of a service's OpenAPI document without a token, with tokens that are not
 * good, and with each role alone, and compares who is let in with {@link AccessTable}.
 */
public final class AccessProbe {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String NOBODY = "01980000-0000-7000-8000-0000000000ff";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI base;
  private final Map<String, String> bad = TestTokens.bad("probe", "admin", "manager", "rep");
  private final List<String> faults = new ArrayList<>();

  private AccessProbe(URI base) {
    this.base = base;
  }

  private enum Entry {
    IN,
    NOT_SIGNED_IN,
    NOT_ALLOWED,
    /** Refused, but in another way than a client may rely on. */
    ODD
  }

  /** What differs from the table; empty when all is as it says. */
  public static List<String> run(URI base, String service)
      throws IOException, InterruptedException {
    AccessProbe probe = new AccessProbe(base);
    Map<String, Set<String>> table = AccessTable.of(service);
    Map<String, JsonNode> operations = probe.operations();
    for (Map.Entry<String, JsonNode> operation : operations.entrySet()) {
      Set<String> allowed = table.get(operation.getKey());
      if (allowed == null) {
        probe.faults.add("no row for | `" + operation.getKey() + "` | " + probe.letIn(operation));
      } else {
        probe.compare(operation, allowed);
      }
    }
    table.keySet().stream()
        .filter(row -> !operations.containsKey(row))
        .forEach(row -> probe.faults.add("no operation for the row `" + row + "`"));
    return probe.faults;
  }

  private Map<String, JsonNode> operations() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(base.resolve("/q/openapi?format=json")).build();
    JsonNode document = JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
    Map<String, JsonNode> operations = new TreeMap<>();
    for (var path : document.path("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        if (METHODS.contains(operation.getKey())) {
          operations.put(
              operation.getKey().toUpperCase(Locale.ROOT)
                  + " "
                  + path.getKey().replace("{colon}", ":"),
              operation.getValue());
        }
      }
    }
    return operations;
  }

  private void compare(Map.Entry<String, JsonNode> operation, Set<String> allowed)
      throws IOException, InterruptedException {
    boolean open = allowed.contains(AccessTable.ANYONE);
    boolean anyRole = open || allowed.contains(AccessTable.SIGNED_IN);
    expect(operation, "without a token", "", open ? Entry.IN : Entry.NOT_SIGNED_IN);
    if (!open) {
      for (var token : bad.entrySet()) {
        expect(operation, "with a token " + token.getKey(), token.getValue(), Entry.NOT_SIGNED_IN);
      }
    }
    Entry others = anyRole ? Entry.IN : Entry.NOT_ALLOWED;
    expect(operation, "without a role", TestTokens.of("probe"), others);
    expect(operation, "in a made-up role", TestTokens.of("probe", "Admin", "root"), others);
    for (String role : AccessTable.ROLES) {
      boolean in = anyRole || allowed.contains(role);
      Entry expected = in ? Entry.IN : Entry.NOT_ALLOWED;
      expect(operation, "as " + role, TestTokens.of("probe", role), expected);
    }
  }

  private void expect(
      Map.Entry<String, JsonNode> operation, String how, String token, Entry expected)
      throws IOException, InterruptedException {
    Entry entry = send(operation, token);
    if (entry != expected) {
      faults.add(operation.getKey() + " " + how + ": " + entry + ", the table says " + expected);
    }
  }

  private Set<String> letIn(Map.Entry<String, JsonNode> operation)
      throws IOException, InterruptedException {
    Set<String> in = new TreeSet<>();
    for (String role : AccessTable.ROLES) {
      if (send(operation, TestTokens.of("probe", role)) == Entry.IN) {
        in.add(role);
      }
    }
    if (send(operation, TestTokens.of("probe")) == Entry.IN) {
      in.add(AccessTable.SIGNED_IN);
    }
    if (send(operation, "") == Entry.IN) {
      in.add(AccessTable.ANYONE);
    }
    return in;
  }

  private Entry send(Map.Entry<String, JsonNode> operation, String token)
      throws IOException, InterruptedException {
    String[] call = operation.getKey().split(" ", 2);
    JsonNode content = operation.getValue().path("requestBody").path("content");
    String type = content.isEmpty() ? "application/json" : content.fieldNames().next();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(call[1].replaceAll("\\{[^}]*}", NOBODY)))
            .timeout(PATIENCE)
            .method(
                call[0],
                call[0].equals("GET") || call[0].equals("DELETE")
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString("{}"))
            .header("Content-Type", type.replace("*/*", "application/json"));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    // a stream of events never ends: the head of the answer is enough
    HttpResponse<InputStream> answer = send(request.build());
    try (InputStream body = answer.body()) {
      return switch (answer.statusCode()) {
        case 401 -> problem(answer, body, "auth.unauthorized", Entry.NOT_SIGNED_IN);
        case 403 -> problem(answer, body, "auth.forbidden", Entry.NOT_ALLOWED);
        default -> answer.statusCode() == 500 ? Entry.ODD : Entry.IN;
      };
    }
  }

  private static Entry problem(
      HttpResponse<InputStream> answer, InputStream body, String code, Entry entry)
      throws IOException {
    String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
    String type = answer.headers().firstValue("Content-Type").orElse("");
    boolean challenge = answer.headers().firstValue("WWW-Authenticate").isPresent();
    if (!type.startsWith("application/problem+json")) {
      return text.isEmpty() || type.startsWith("text/html") ? Entry.ODD : Entry.IN;
    }
    if (!JSON.readTree(text).path("code").asText().equals(code)) {
      // let in, and then refused for reasons of its own
      return Entry.IN;
    }
    return entry == Entry.NOT_SIGNED_IN && !challenge ? Entry.ODD : entry;
  }

  /** Once more when the connection was closed after the request before, as HTTP allows. */
  private HttpResponse<InputStream> send(HttpRequest request)
      throws IOException, InterruptedException {
    try {
      return client.send(request, BodyHandlers.ofInputStream());
    } catch (IOException e) {
      return client.send(request, BodyHandlers.ofInputStream());
    }
  }
}
