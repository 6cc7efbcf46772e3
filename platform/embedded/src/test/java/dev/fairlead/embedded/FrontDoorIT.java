package dev.fairlead.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The front door before a stand-in for the services, over real sockets. */
class FrontDoorIT {

  private static final AtomicReference<@Nullable HttpServerResponse> STREAM =
      new AtomicReference<>();
  private static final AtomicBoolean STREAM_CLOSED = new AtomicBoolean();

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static Vertx vertx;
  private static FrontDoor door;
  private static int port;

  @BeforeAll
  static void open() {
    vertx = Vertx.vertx();
    HttpServer upstream =
        vertx
            .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
            .requestHandler(FrontDoorIT::serve)
            .listen()
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    HttpServer second =
        vertx
            .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
            .requestHandler(request -> request.response().end("the second"))
            .listen()
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    Ports free = Ports.free();
    port = free.front();
    // the pool service is down: nobody listens there
    door =
        FrontDoor.open(
            port,
            Replicas.parse("ownership=3"),
            replica ->
                switch (replica.name()) {
                  case "pool-service" -> free.connect();
                  case "ownership-service-2" -> second.actualPort();
                  default -> upstream.actualPort();
                },
            new FrontDoor.Own() {
              @Override
              public String keySet() {
                return "{\"keys\":[]}";
              }

              @Override
              public Map<String, Boolean> parts() {
                return Map.of("pool-service", false, "ownership-service-3", false);
              }
            });
  }

  @AfterAll
  static void close() {
    door.close();
    vertx.close();
  }

  @Test
  void paths_bodies_and_the_senders_address_reach_the_service() throws Exception {
    HttpResponse<String> answer =
        send("POST", "/in/form/website?utm=%E5%8D%8E", "name=%E6%9D%8E%E9%9B%B7");

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body())
        .isEqualTo("POST /in/form/website?utm=%E5%8D%8E for 127.0.0.1 name=%E6%9D%8E%E9%9B%B7");
  }

  @Test
  void replicas_take_turns_and_one_that_is_not_ready_has_none() throws Exception {
    List<Boolean> bySecond = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      bySecond.add(send("GET", "/api/ownership/leads", "").body().equals("the second"));
    }

    assertThat(bySecond)
        .isIn(
            List.of(true, false, true, false, true, false),
            List.of(false, true, false, true, false, true));
  }

  @Test
  void a_large_body_streams_through() throws Exception {
    String body = "x".repeat(3 << 20);

    assertThat(send("POST", "/api/intake/leads", body).body()).endsWith(body);
  }

  @Test
  void a_refusal_before_the_whole_body_was_read_reaches_the_sender() throws Exception {
    HttpResponse<String> answer = send("POST", "/api/intake/too-large", "x".repeat(3 << 20));

    assertThat(answer.statusCode()).isEqualTo(413);
  }

  @Test
  void events_stream_one_by_one_and_end_with_the_listener() throws Exception {
    HttpResponse<Stream<String>> answer =
        HTTP.send(
            request("GET", "/api/notification/stream", ""), HttpResponse.BodyHandlers.ofLines());
    Iterator<String> lines = answer.body().iterator();
    assertThat(lines.next()).isEqualTo(":");

    for (int i = 0; i < 3; i++) {
      HttpServerResponse stream = STREAM.get();
      assertThat(stream).isNotNull();
      if (stream != null) {
        stream.write("data: " + i + "\n");
      }
      assertThat(lines.next()).isEqualTo("data: " + i);
    }

    answer.body().close();
    await().untilTrue(STREAM_CLOSED);
  }

  @Test
  void a_service_that_is_down_is_answered_for() throws Exception {
    HttpResponse<String> answer = send("POST", "/api/pool/pools", "{}");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(JsonHttp.JSON.readTree(answer.body()).path("code").asText())
        .isEqualTo("upstream.unavailable");
  }

  @Test
  void an_unknown_path_is_a_problem() throws Exception {
    HttpResponse<String> answer = send("GET", "/api/poolside", "");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
  }

  @Test
  void keys_and_health_are_its_own() throws Exception {
    assertThat(send("GET", "/.well-known/jwks.json", "").body()).isEqualTo("{\"keys\":[]}");
    assertThat(send("GET", "/q/health", "").statusCode()).isEqualTo(503);
    assertThat(send("GET", "/q/health/live", "").statusCode()).isEqualTo(200);
    assertThat(send("GET", "/", "").statusCode()).isEqualTo(200);
  }

  @Test
  void what_the_table_says_it_answers_itself_it_answers_to_anyone_and_nothing_else()
      throws Exception {
    List<String> own = ownCalls();
    assertThat(own).hasSizeGreaterThan(3);

    for (String path : own) {
      assertThat(send("GET", path, "").statusCode()).as(path).isIn(200, 503);
      assertThat(send("POST", path, "").statusCode()).as(path).isIn(405, 503);
    }
    for (String path :
        List.of(
            "/q/metrics",
            "/q/openapi",
            "/q/health/group",
            "//q/metrics",
            "/api/assignment/../../q/metrics",
            "/api/assignment/%2e%2e/%2E%2e/q/metrics",
            "/in/..%2f..%2fq%2fmetrics",
            "/in/./../q/metrics",
            "/api/assignment/..")) {
      assertThat(send("GET", path, "").statusCode()).as(path).isEqualTo(404);
    }
  }

  @Test
  void its_own_answers_keep_browsers_in_check() throws Exception {
    for (String path : List.of("/", "/nowhere", "/api/pool/pools", "/.well-known/jwks.json")) {
      var headers = send("GET", path, "").headers();

      assertThat(headers.firstValue("X-Content-Type-Options")).as(path).hasValue("nosniff");
      assertThat(headers.firstValue("X-Frame-Options")).as(path).hasValue("DENY");
      assertThat(headers.firstValue("Cache-Control")).as(path).hasValue("no-store");
      assertThat(headers.firstValue("Server")).as(path).isEmpty();
    }
  }

  /** The rows of the front door in the table of who may call what. */
  private static List<String> ownCalls() throws Exception {
    String page = Files.readString(Checkout.root().resolve("docs/guides/access.md"));
    String rows = page.substring(page.indexOf("## front door"), page.indexOf("## lead-intake"));
    return Pattern.compile("\\| `GET ([^`]+)` \\| anyone \\|")
        .matcher(rows)
        .results()
        .map(row -> row.group(1))
        .toList();
  }

  private static HttpResponse<String> send(String method, String path, String body)
      throws Exception {
    return HTTP.send(request(method, path, body), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest request(String method, String path, String body) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .method(method, HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private static void serve(HttpServerRequest request) {
    if (request.path().endsWith("/stream")) {
      HttpServerResponse response =
          request.response().setChunked(true).putHeader("Content-Type", "text/event-stream");
      response.closeHandler(gone -> STREAM_CLOSED.set(true));
      STREAM.set(response);
      response.write(":\n");
    } else if (request.path().endsWith("/too-large")) {
      request.response().setStatusCode(413).putHeader("Connection", "close").end();
    } else {
      request
          .body()
          .onSuccess(
              body ->
                  request
                      .response()
                      .setStatusCode(201)
                      .end(
                          "%s %s for %s %s"
                              .formatted(
                                  request.method(),
                                  request.uri(),
                                  request.getHeader("X-Forwarded-For"),
                                  body)));
    }
  }
}
