package dev.fairlead.acceptance.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.fairlead.acceptance.Answer;
import dev.fairlead.acceptance.Api;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PatientTest {

  private final Deque<Integer> statuses = new ArrayDeque<>();
  private final List<String> keys = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private Api api;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
          byte[] body = "{\"code\":\"some.code\"}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(statuses.remove(), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    api = Api.anonymousAt(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  @Test
  void what_is_answered_503_is_sent_again_under_its_key_until_it_is_done()
      throws InterruptedException {
    statuses.addAll(List.of(503, 503, 201));
    Patient patient = new Patient();

    Answer answer = patient.post(api, "/x", "key-1", List.of());

    assertThat(answer.status()).isEqualTo(201);
    assertThat(keys).containsExactly("key-1", "key-1", "key-1");
    assertThat(patient.again()).isEqualTo(2);
    assertThat(patient.strange()).isEmpty();
  }

  @Test
  void a_refusal_is_an_answer() throws InterruptedException {
    statuses.add(409);
    Patient patient = new Patient();

    Answer answer = patient.post(api, "/x", "key-1", List.of());

    assertThat(answer.status()).isEqualTo(409);
    assertThat(patient.strange()).isEmpty();
  }

  @Test
  void a_500_is_sent_again_and_kept_as_strange() throws InterruptedException {
    statuses.addAll(List.of(500, 200));
    Patient patient = new Patient();

    Answer answer = patient.post(api, "/x", "key-1", List.of());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(patient.strange()).containsExactly(java.util.Map.entry("500 some.code /x", 1L));
  }
}
