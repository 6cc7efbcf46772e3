package dev.fairlead.notification.stream;

import dev.fairlead.kit.sql.Failures;
import dev.fairlead.notification.adapter.Bell;
import dev.fairlead.notification.channel.DeliveryWorker;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hears the bell over a connection of its own, and comes back when that breaks. Whatever was rung
 * meanwhile is made up for by a ring for everybody.
 */
@ApplicationScoped
public class BellListener {

  private static final Logger LOG = Logger.getLogger(BellListener.class);
  private static final long PAUSE_MS = 500;

  private final Vertx vertx;
  private final PgConnectOptions options;
  private final LiveStreams streams;
  private final DeliveryWorker worker;
  private volatile boolean stopped;
  private volatile @Nullable PgConnection current;

  BellListener(
      Vertx vertx,
      @ConfigProperty(name = "quarkus.datasource.reactive.url") String url,
      @ConfigProperty(name = "quarkus.datasource.username") String user,
      @ConfigProperty(name = "quarkus.datasource.password") String password,
      LiveStreams streams,
      DeliveryWorker worker) {
    this.vertx = vertx;
    this.options =
        PgConnectOptions.fromUri(url.replaceFirst("^vertx-reactive:", ""))
            .setUser(user)
            .setPassword(password)
            .setTcpKeepAlive(true);
    this.streams = streams;
    this.worker = worker;
  }

  void start(@Observes StartupEvent event) {
    connect();
  }

  void stop(@Observes ShutdownEvent event) {
    stopped = true;
    PgConnection connection = current;
    if (connection != null) {
      connection.close();
    }
  }

  private void connect() {
    if (!stopped) {
      PgConnection.connect(vertx, options).onSuccess(this::listen).onFailure(this::connectLater);
    }
  }

  private void connectLater(Throwable failure) {
    LOG.debugf("the bell is not heard: %s", Failures.describe(failure));
    vertx.setTimer(PAUSE_MS, timer -> connect());
  }

  private void listen(PgConnection connection) {
    current = connection;
    connection.notificationHandler(ring -> hear(ring.getPayload()));
    connection.closeHandler(
        closed -> {
          if (!stopped) {
            LOG.warn("the bell's connection broke");
            connect();
          }
        });
    connection
        .query("listen " + Bell.CHANNEL)
        .execute()
        .onSuccess(
            done -> {
              streams.ringAll();
              worker.wake();
            })
        .onFailure(failure -> connection.close());
  }

  private void hear(String payload) {
    streams.ring(Bell.recipients(payload));
    worker.wake();
  }
}
