package dev.fairlead.intake;

import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Refusal;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.http.Caller;
import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Takes many leads of a caller with a token. Each is a submission of its own and stands or falls
 * alone; with an {@code Idempotency-Key} each has the key of its place in the batch. A body that
 * cannot be taken apart is kept as one rejected submission.
 */
@ApplicationScoped
public class TakeBatch {

  /** Items of one batch that wait at the same time; the others leave room for other callers. */
  private static final int AT_ONCE = 256;

  private static final String KEY = "idempotency-key";

  private final TakeLead takeLead;

  TakeBatch(TakeLead takeLead) {
    this.takeLead = takeLead;
  }

  /** What became of one, by its place in the batch. */
  public sealed interface Item {
    /** Its place, from 0. */
    int index();

    /** It is in the database. */
    record Done(int index, Settled settled) implements Item {}

    /** It is not; to be sent again. */
    record Failed(int index, Throwable failure) implements Item {}
  }

  /** Settles each; told as they settle, which may be in another order than they were sent. */
  public Multi<Item> take(Caller caller, RawRequest raw) {
    return switch (BatchBody.of(raw)) {
      case BatchBody.Items items -> take(caller, raw, items.bodies());
      case BatchBody.Unusable unusable -> refuse(caller, raw, unusable.refusal()).toMulti();
    };
  }

  private Multi<Item> take(Caller caller, RawRequest raw, List<byte[]> bodies) {
    return Multi.createFrom()
        .items(IntStream.range(0, bodies.size()).boxed())
        .onItem()
        .transformToUni(index -> one(caller, part(raw, bodies.get(index), index), index))
        .merge(AT_ONCE);
  }

  private Uni<Item> one(Caller caller, RawRequest raw, int index) {
    return takeLead
        .take(caller, raw, Flow.start(raw.header("traceparent")))
        .<Item>map(settled -> new Item.Done(index, settled))
        .onFailure()
        .recoverWithItem(failure -> new Item.Failed(index, failure));
  }

  private Uni<Item> refuse(Caller caller, RawRequest raw, Refusal refusal) {
    return takeLead
        .refuse(caller, raw, Flow.start(raw.header("traceparent")), refusal)
        .chain(
            ignored ->
                Uni.createFrom()
                    .failure(
                        new ProblemException(
                            Problem.of(
                                refusal.reason().status(),
                                refusal.reason().code(),
                                refusal.detail()))));
  }

  private static RawRequest part(RawRequest raw, byte[] body, int index) {
    Map<String, String> headers = new LinkedHashMap<>(raw.headers());
    headers.put("content-type", "application/json");
    headers.computeIfPresent(KEY, (name, key) -> key.replace("\"", "") + "#" + index);
    return new RawRequest(
        raw.method(), raw.path(), raw.query(), headers, raw.remoteIp(), body, raw.receivedAt());
  }
}
