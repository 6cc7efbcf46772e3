package dev.fairlead.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.events.EventJson;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.http.Caller;
import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes many leads of a caller with a token. Each is a submission of its own and stands or falls
 * alone; with an {@code Idempotency-Key} each has the key of its place in the batch.
 */
@ApplicationScoped
public class TakeBatch {

  private static final int MOST = 1000;
  private static final String KEY = "idempotency-key";

  private final TakeLead takeLead;

  TakeBatch(TakeLead takeLead) {
    this.takeLead = takeLead;
  }

  /** What became of one: settled, or the failure that kept it from being stored. */
  public sealed interface Item {
    /** It is in the database. */
    record Done(Settled settled) implements Item {}

    /** It is not; to be sent again. */
    record Failed(Throwable failure) implements Item {}
  }

  /** Settles each, in their order; 422 for more than a thousand. */
  public Uni<List<Item>> take(Caller caller, RawRequest raw) {
    List<byte[]> leads =
        "application/json".equals(raw.mediaType()) ? array(raw.body()) : lines(raw.body());
    if (leads.size() > MOST) {
      throw ProblemException.invalid("batch.too-long", "", "at most " + MOST + " leads");
    }
    if (leads.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    List<Uni<Item>> items = new ArrayList<>(leads.size());
    for (int i = 0; i < leads.size(); i++) {
      RawRequest one = part(raw, leads.get(i), i);
      items.add(
          takeLead
              .take(caller, one, Flow.start(raw.header("traceparent")))
              .<Item>map(Item.Done::new)
              .onFailure()
              .recoverWithItem(Item.Failed::new));
    }
    return Uni.join().all(items).andFailFast();
  }

  private static RawRequest part(RawRequest raw, byte[] body, int index) {
    Map<String, String> headers = new LinkedHashMap<>(raw.headers());
    headers.put("content-type", "application/json");
    headers.computeIfPresent(KEY, (name, key) -> key.replace("\"", "") + "#" + index);
    return new RawRequest(
        raw.method(), raw.path(), raw.query(), headers, raw.remoteIp(), body, raw.receivedAt());
  }

  private static List<byte[]> array(byte[] body) {
    try {
      JsonNode array =
          EventJson.mapper()
              .readerFor(JsonNode.class)
              .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
              .readValue(body);
      if (!array.isArray()) {
        throw new ProblemException(
            Problem.of(400, "request.malformed", "a JSON array is expected"));
      }
      List<byte[]> items = new ArrayList<>(array.size());
      for (JsonNode item : array) {
        items.add(EventJson.mapper().writeValueAsBytes(item));
      }
      return items;
    } catch (JsonProcessingException e) {
      throw new ProblemException(
          Problem.of(400, "request.malformed", "the body is not well-formed JSON"));
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory", e);
    }
  }

  private static List<byte[]> lines(byte[] body) {
    return new String(body, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isBlank())
        .map(line -> line.getBytes(StandardCharsets.UTF_8))
        .toList();
  }
}
