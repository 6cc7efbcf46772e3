package dev.fairlead.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.kit.testing.TestTokens;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A person's live stream, read as a browser would. */
final class StreamReader implements AutoCloseable {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Seen> notices = new CopyOnWriteArrayList<>();
  private final List<String> comments = new CopyOnWriteArrayList<>();
  private final AtomicReference<Flow.@Nullable Subscription> connection = new AtomicReference<>();
  private final StringBuilder id = new StringBuilder();
  private final StringBuilder name = new StringBuilder();
  private final StringBuilder data = new StringBuilder();
  private volatile int status;
  private volatile boolean ended;

  /** An event of the stream. */
  record Seen(long id, String name, JsonNode data) {}

  private StreamReader() {}

  static StreamReader open(String person, @Nullable Long lastEventId) {
    StreamReader reader = new StreamReader();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + RestAssured.port + "/api/notification/stream"))
            .header("Authorization", "Bearer " + TestTokens.of(person, "rep"))
            .header("Accept", "text/event-stream");
    if (lastEventId != null) {
      request.header("Last-Event-ID", Long.toString(lastEventId));
    }
    HTTP.sendAsync(request.build(), reader::body);
    return reader;
  }

  private HttpResponse.BodySubscriber<@Nullable Void> body(HttpResponse.ResponseInfo head) {
    status = head.statusCode();
    return HttpResponse.BodySubscribers.fromLineSubscriber(
        new Lines(), lines -> null, StandardCharsets.UTF_8, null);
  }

  int status() {
    return status;
  }

  boolean isConnected() {
    return connection.get() != null;
  }

  boolean hasEnded() {
    return ended;
  }

  List<Seen> notices() {
    return notices;
  }

  List<Long> ids() {
    return notices.stream().map(Seen::id).toList();
  }

  List<String> leads() {
    return notices.stream().map(seen -> seen.data().path("leadId").asText()).toList();
  }

  List<String> comments() {
    return comments;
  }

  @Override
  public void close() {
    Flow.Subscription current = connection.get();
    if (current != null) {
      current.cancel();
    }
  }

  private final class Lines implements Flow.Subscriber<String> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      connection.set(subscription);
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
      if (line.startsWith(":")) {
        comments.add(line);
      } else if (line.isEmpty()) {
        dispatch();
      } else {
        int colon = line.indexOf(':');
        String value = line.substring(colon + 1).strip();
        switch (line.substring(0, colon)) {
          case "id" -> id.append(value);
          case "event" -> name.append(value);
          case "data" -> data.append(value);
          default -> throw new IllegalStateException("not expected: " + line);
        }
      }
    }

    private void dispatch() {
      if (data.isEmpty()) {
        return;
      }
      try {
        notices.add(
            new Seen(
                Long.parseLong(id.toString()), name.toString(), JSON.readTree(data.toString())));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
      id.setLength(0);
      name.setLength(0);
      data.setLength(0);
    }

    @Override
    public void onError(Throwable failure) {
      ended = true;
    }

    @Override
    public void onComplete() {
      ended = true;
    }
  }
}
