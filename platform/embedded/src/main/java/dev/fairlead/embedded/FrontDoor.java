package dev.fairlead.embedded;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.net.ConnectException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;

/**
 * One address for the whole system: a reverse proxy that picks the service by the path's prefix, as
 * an Ingress does, and changes nothing else. Bodies and event streams pass through as they come.
 */
final class FrontDoor implements AutoCloseable {

  /** What the front door answers itself. */
  interface Own {

    /** The public keys with which tokens are verified, as a JSON Web Key Set. */
    String keySet();

    /** Each part by name, and whether it is ready. */
    Map<String, Boolean> parts();
  }

  private static final String PROBLEM = "application/problem+json";
  private static final Pattern DOTS =
      Pattern.compile("(?i)(/|\\\\|%2f|%5c)(\\.|%2e){1,2}(/|\\\\|%2f|%5c|$)");
  private static final int IDLE_SECONDS = 120;

  /** What the services say with every answer, the front door says with its own. */
  private static final Map<String, String> MANNERS =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
          "Referrer-Policy", "no-referrer",
          "Cache-Control", "no-store");

  private final Vertx vertx;
  private final Map<String, HttpProxy> proxies = new HashMap<>();
  private final Own own;

  private FrontDoor(
      Vertx vertx, Replicas replicas, ToIntFunction<Replicas.Replica> ports, Own own) {
    this.vertx = vertx;
    this.own = own;
    HttpClient client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setMaxPoolSize(512)
                .setKeepAliveTimeout(20)
                .setConnectTimeout(2000)
                .setMaxHeaderSize(64 << 10)
                .setMaxInitialLineLength(16 << 10));
    for (Service service : Service.ALL) {
      proxies.put(
          service.shortName(),
          HttpProxy.reverseProxy(client)
              .originSelector(new Turns(replicas.of(service), ports, own)::next)
              .addInterceptor(new Passage(service)));
    }
  }

  /**
   * Opens the door.
   *
   * @param replicas which processes there are behind it
   * @param ports where each of them listens
   */
  static FrontDoor open(
      int port, Replicas replicas, ToIntFunction<Replicas.Replica> ports, Own own) {
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(2)
                .setWorkerPoolSize(4)
                .setInternalBlockingPoolSize(2));
    FrontDoor door = new FrontDoor(vertx, replicas, ports, own);
    try {
      vertx
          .createHttpServer(
              new HttpServerOptions()
                  .setHost("127.0.0.1")
                  .setPort(port)
                  .setHttp2ClearTextEnabled(false)
                  .setIdleTimeout(IDLE_SECONDS)
                  .setMaxHeaderSize(64 << 10)
                  .setMaxInitialLineLength(16 << 10))
          .requestHandler(door::handle)
          .listen()
          .toCompletionStage()
          .toCompletableFuture()
          .join();
      return door;
    } catch (CompletionException e) {
      door.close();
      throw new Trouble("Cannot open the front door on port " + port + ": " + e.getCause(), e);
    }
  }

  /**
   * The service that answers a path; none for one with steps upwards, which a service would resolve
   * to a path of its own that is not for the outside.
   */
  static Optional<String> serviceFor(String path) {
    if (DOTS.matcher(path).find()) {
      return Optional.empty();
    }
    if (path.startsWith("/in/")) {
      return Optional.of("intake");
    }
    return Service.ALL.stream()
        .map(Service::shortName)
        .filter(name -> path.equals("/api/" + name) || path.startsWith("/api/" + name + "/"))
        .findFirst();
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private void handle(HttpServerRequest request) {
    String path = Optional.ofNullable(request.path()).orElse("/");
    Optional<HttpProxy> proxy =
        serviceFor(path).flatMap(name -> Optional.ofNullable(proxies.get(name)));
    if (proxy.isPresent()) {
      proxy.get().handle(request);
      return;
    }
    switch (path) {
      case "/" -> answer(request, 200, "text/html; charset=utf-8", FrontDoor::page);
      case "/.well-known/jwks.json" -> answer(request, 200, "application/json", own::keySet);
      case "/q/health/live" ->
          answer(request, 200, "application/json", () -> "{\"status\":\"UP\",\"checks\":[]}");
      case "/q/health", "/q/health/ready" -> health(request);
      default ->
          answer(
              request,
              404,
              PROBLEM,
              () -> problem(404, "Not Found", "not-found", "No service answers " + path));
    }
  }

  private void health(HttpServerRequest request) {
    Map<String, Boolean> parts = own.parts();
    boolean up = !parts.containsValue(false);
    JsonArray checks = new JsonArray();
    parts.forEach(
        (name, ready) -> checks.add(JsonObject.of("name", name, "status", ready ? "UP" : "DOWN")));
    answer(
        request,
        up ? 200 : 503,
        "application/json",
        () -> JsonObject.of("status", up ? "UP" : "DOWN", "checks", checks).encode());
  }

  private static void answer(
      HttpServerRequest request, int status, String type, Supplier<String> content) {
    HttpServerResponse response = request.response();
    MANNERS.forEach(response::putHeader);
    boolean reading =
        switch (request.method().name()) {
          case "GET", "HEAD" -> true;
          default -> false;
        };
    if (status == 200 && !reading) {
      response
          .setStatusCode(405)
          .putHeader("Allow", "GET, HEAD")
          .putHeader("Content-Type", PROBLEM)
          .end(problem(405, "Method Not Allowed", "method-not-allowed", "Only GET and HEAD"));
    } else {
      response.setStatusCode(status).putHeader("Content-Type", type).end(content.get());
    }
  }

  private static String problem(int status, String title, String code, String detail) {
    return JsonObject.of(
            "type", "about:blank", "title", title, "status", status, "detail", detail, "code", code)
        .encode();
  }

  private static String page() {
    return """
    <!doctype html><html lang="en"><meta charset="utf-8"><title>Fairlead</title>
    <h1>Fairlead</h1>
    <p>Leads come in at <code>/in/{kind}/{connector}</code> and <code>/api/intake/leads</code>;
    the rest is under <code>/api/assignment</code>, <code>/api/ownership</code>,
    <code>/api/pool</code> and <code>/api/notification</code>.
    <p><a href="/q/health">Health</a>
    """;
  }

  /** The processes of a service in turn; one that was not ready when last looked at is left out. */
  private static final class Turns {

    private final List<Replicas.Replica> replicas;
    private final ToIntFunction<Replicas.Replica> ports;
    private final Own own;
    private final AtomicInteger turn = new AtomicInteger();

    Turns(List<Replicas.Replica> replicas, ToIntFunction<Replicas.Replica> ports, Own own) {
      this.replicas = replicas;
      this.ports = ports;
      this.own = own;
    }

    Future<SocketAddress> next(HttpServerRequest request) {
      return Future.succeededFuture(
          SocketAddress.inetSocketAddress(ports.applyAsInt(choose()), "127.0.0.1"));
    }

    private Replicas.Replica choose() {
      if (replicas.size() == 1) {
        return replicas.getFirst();
      }
      Map<String, Boolean> parts = own.parts();
      List<Replicas.Replica> ready =
          replicas.stream().filter(r -> parts.getOrDefault(r.name(), true)).toList();
      List<Replicas.Replica> open = ready.isEmpty() ? replicas : ready;
      return open.get(Math.floorMod(turn.getAndIncrement(), open.size()));
    }
  }

  /** Says who asked, and answers for a service that cannot. */
  private record Passage(Service service) implements ProxyInterceptor {

    private static final long SMALLEST_LIMIT = 1 << 20;

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
      ProxyRequest request = context.request();
      HttpServerRequest asked = request.proxiedRequest();
      String client = asked.remoteAddress() == null ? null : asked.remoteAddress().hostAddress();
      String before = asked.getHeader("X-Forwarded-For");
      if (client != null) {
        request.putHeader("X-Forwarded-For", before == null ? client : before + ", " + client);
      }
      if (asked.getHeader("X-Forwarded-Proto") == null) {
        request.putHeader("X-Forwarded-Proto", asked.isSSL() ? "https" : "http");
      }
      if (asked.getHeader("X-Forwarded-Host") == null && asked.authority() != null) {
        request.putHeader("X-Forwarded-Host", asked.authority().toString());
      }
      return context
          .sendRequest()
          .recover(
              failure ->
                  Future.succeededFuture(
                      isCutOff(asked, failure) ? tooLarge(request) : unavailable(request)));
    }

    /**
     * A service that will not read on closes the connection, and its answer may go down with it.
     * One that is not there does not even accept it.
     */
    private static boolean isCutOff(HttpServerRequest asked, Throwable failure) {
      return !(failure instanceof ConnectException)
          && !asked.isEnded()
          && Math.max(asked.bytesRead(), announced(asked)) > SMALLEST_LIMIT;
    }

    private static long announced(HttpServerRequest asked) {
      try {
        String length = asked.getHeader("Content-Length");
        return length == null ? 0 : Long.parseLong(length.strip());
      } catch (NumberFormatException e) {
        return 0;
      }
    }

    private static ProxyResponse tooLarge(ProxyRequest request) {
      return answer(
          request.release().response().putHeader("Connection", "close"),
          413,
          problem(413, "Content Too Large", "request.too-large", "The body is too large."));
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
      // these speak of the connection to the service, not of the one to the client
      context.response().headers().remove("Connection").remove("Keep-Alive");
      return context.sendResponse();
    }

    private ProxyResponse unavailable(ProxyRequest request) {
      String detail = "The " + service.name() + " does not answer at the moment.";
      return answer(
          request.release().response().putHeader("Retry-After", "2"),
          503,
          problem(503, "Service Unavailable", "upstream.unavailable", detail));
    }

    private static ProxyResponse answer(ProxyResponse response, int status, String problem) {
      MANNERS.forEach(response::putHeader);
      return response
          .setStatusCode(status)
          .putHeader("Content-Type", PROBLEM)
          .setBody(Body.body(Buffer.buffer(problem)));
    }
  }
}
