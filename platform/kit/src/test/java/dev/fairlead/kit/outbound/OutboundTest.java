package dev.fairlead.kit.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboundTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final int LONGEST = 1000;

  private final AtomicInteger connections = new AtomicInteger();
  private int port;

  @AfterAll
  static void close() {
    VERTX.close();
  }

  @BeforeEach
  void a_server_in_our_network() {
    HttpServer server =
        VERTX
            .createHttpServer()
            .connectionHandler(connection -> connections.incrementAndGet())
            .requestHandler(
                request ->
                    request
                        .response()
                        .setStatusCode(302)
                        .putHeader("Location", "http://127.0.0.1:" + request.localAddress().port())
                        .end("x".repeat(Integer.parseInt(request.path().substring(1)))));
    port =
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join().actualPort();
  }

  @Test
  void a_name_that_leads_into_our_network_is_not_even_connected_to() {
    assertThatThrownBy(() -> send(false, "http://localhost:" + port + "/5"))
        .hasRootCauseInstanceOf(OutboundUrls.Refused.class);
    assertThat(connections).hasValue(0);
  }

  @Test
  void redirections_are_answers_like_any_other() {
    Reply reply = send(true, "http://localhost:" + port + "/5");

    assertThat(reply.status()).isEqualTo(302);
    assertThat(connections).hasValue(1);
  }

  @Test
  void an_answer_that_is_too_long_is_a_failure() {
    assertThat(send(true, "http://localhost:" + port + "/1000").status()).isEqualTo(302);
    assertThatThrownBy(() -> send(true, "http://localhost:" + port + "/1001"))
        .hasStackTraceContaining("too long");
  }

  private static Reply send(boolean allowPrivate, String url) {
    OutboundUrls urls = new OutboundUrls(VERTX, allowPrivate);
    Outbound outbound = new Outbound(VERTX, urls, LONGEST, 4);
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    VERTX
        .getOrCreateContext()
        .runOnContext(
            start ->
                outbound
                    .send(Call.json(URI.create(url), Map.of(), "{}", Duration.ofSeconds(5)))
                    .subscribe()
                    .with(reply::complete, reply::completeExceptionally));
    return reply.join();
  }
}
