package dev.fairlead.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The live stream (SSE) of one user, as a browser reads it: when it breaks it is opened again
 * behind the last notice seen.
 */
public final class NoticeStream implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration BEFORE_AGAIN = Duration.ofMillis(250);

  private final URI address;
  private final String token;
  private final List<Notice> notices = new ArrayList<>();
  private final CountDownLatch opened = new CountDownLatch(1);
  private final Thread reader;
  private volatile Consumer<Notice> listener = notice -> {};
  private volatile @Nullable InputStream open;
  private volatile boolean closed;
  private volatile String lastEventId = "";

  NoticeStream(URI front, String token) {
    this.address = front.resolve("/api/notification/stream");
    this.token = token;
    this.reader = Thread.ofPlatform().daemon().name("notices").start(this::readUntilClosed);
    awaitOpen();
  }

  /** Everything that came so far. */
  public List<Notice> all() {
    synchronized (notices) {
      return List.copyOf(notices);
    }
  }

  /** What came so far about one lead. */
  public List<Notice> of(String leadId) {
    return all().stream().filter(notice -> notice.leadId().equals(leadId)).toList();
  }

  /** The kinds of the notices that came so far about one lead, in order. */
  public List<String> typesOf(String leadId) {
    return of(leadId).stream().map(Notice::type).toList();
  }

  /** From now on each notice is also given to this listener, by the reading thread. */
  public void onNotice(Consumer<Notice> listener) {
    this.listener = listener;
  }

  @Override
  public void close() {
    closed = true;
    InputStream in = open;
    try {
      if (in != null) {
        in.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    reader.interrupt();
  }

  private void awaitOpen() {
    try {
      if (!opened.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        close();
        throw new IllegalStateException("the stream " + address + " did not open");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void readUntilClosed() {
    while (!closed) {
      try {
        read();
      } catch (IOException e) {
        // broken; opened again below, as a browser does
      } catch (InterruptedException e) {
        return;
      }
      if (!closed) {
        try {
          Thread.sleep(BEFORE_AGAIN);
        } catch (InterruptedException e) {
          return;
        }
      }
    }
  }

  private void read() throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Accept", "text/event-stream")
            .header("Authorization", "Bearer " + token);
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    var response = Api.CLIENT.send(request.build(), BodyHandlers.ofInputStream());
    try (InputStream in = response.body();
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      if (response.statusCode() != 200) {
        return;
      }
      open = in;
      opened.countDown();
      String id = "";
      StringBuilder data = new StringBuilder();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("id:")) {
          id = line.substring(3).strip();
        } else if (line.startsWith("data:")) {
          data.append(line.substring(5).strip());
        } else if (line.isEmpty() && !data.isEmpty()) {
          take(id, data.toString());
          data.setLength(0);
        }
      }
    }
  }

  private void take(String id, String data) throws JsonProcessingException {
    Notice notice = new Notice(id, Api.JSON.readTree(data), System.nanoTime());
    lastEventId = id;
    synchronized (notices) {
      notices.add(notice);
    }
    listener.accept(notice);
  }
}
