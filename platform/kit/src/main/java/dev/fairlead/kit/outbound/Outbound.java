package dev.fairlead.kit.outbound;

import dev.fairlead.kit.sql.EventLoop;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Calls other servers, without waiting on a thread. Any answer is a {@link Reply}; no answer, too
 * long or too late an answer is a failure.
 */
@ApplicationScoped
public class Outbound {

  private static final int CONNECT_MILLIS = 5000;

  private final Vertx vertx;
  private final OutboundUrls urls;
  private final HttpClient client;
  private final int longest;

  Outbound(
      Vertx vertx,
      OutboundUrls urls,
      @ConfigProperty(name = "fairlead.outbound.longest-answer") int longest,
      @ConfigProperty(name = "fairlead.outbound.connections") int connections) {
    this.vertx = vertx;
    this.urls = urls;
    this.longest = longest;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setMaxPoolSize(connections)
                .setMaxRedirects(0));
  }

  /** Sends it and answers on the caller's context. */
  public Uni<Reply> send(Call call) {
    Uni<@Nullable InetAddress> address =
        call.trusted() ? Uni.createFrom().nullItem() : urls.resolve(call.url()).map(found -> found);
    return address
        .chain(
            found ->
                Uni.createFrom().completionStage(() -> exchange(call, found).toCompletionStage()))
        .emitOn(EventLoop.current());
  }

  private Future<Reply> exchange(Call call, @Nullable InetAddress address) {
    Promise<Reply> promise = Promise.promise();
    long timer =
        vertx.setTimer(
            call.within().toMillis(), ignored -> promise.tryFail(new TimeoutException("answer")));
    client
        .request(options(call, address))
        .onFailure(promise::tryFail)
        .onSuccess(request -> send(call, request, promise));
    return promise.future().onComplete(ignored -> vertx.cancelTimer(timer));
  }

  private static RequestOptions options(Call call, @Nullable InetAddress address) {
    RequestOptions options =
        new RequestOptions()
            .setAbsoluteURI(call.url().toString())
            .setMethod(call.content() == null ? HttpMethod.GET : HttpMethod.POST)
            .setFollowRedirects(false)
            .setTimeout(call.within().toMillis());
    call.headers().forEach(options::putHeader);
    Call.Content content = call.content();
    if (content != null) {
      options.putHeader("content-type", content.type());
    }
    if (address != null) {
      options.setServer(
          SocketAddress.inetSocketAddress(options.getPort(), address.getHostAddress()));
    }
    return options;
  }

  private void send(Call call, HttpClientRequest request, Promise<Reply> promise) {
    promise.future().onFailure(ignored -> request.reset());
    Call.Content content = call.content();
    Future<HttpClientResponse> response =
        content == null ? request.send() : request.send(Buffer.buffer(content.text()));
    response.onFailure(promise::tryFail).onSuccess(answer -> read(answer, promise));
  }

  private void read(HttpClientResponse response, Promise<Reply> promise) {
    Buffer body = Buffer.buffer();
    response.exceptionHandler(promise::tryFail);
    response.handler(
        chunk -> {
          if (body.length() + chunk.length() > longest) {
            promise.tryFail(new IOException("the answer is too long"));
          } else {
            body.appendBuffer(chunk);
          }
        });
    response.endHandler(
        end ->
            promise.tryComplete(
                new Reply(response.statusCode(), headers(response), body.getBytes())));
  }

  private static Map<String, String> headers(HttpClientResponse response) {
    Map<String, String> headers = new HashMap<>();
    response
        .headers()
        .forEach((name, value) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
    return headers;
  }
}
