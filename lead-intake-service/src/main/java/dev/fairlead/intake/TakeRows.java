package dev.fairlead.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fairlead.events.EventJson;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.kind.ImportKind;
import dev.fairlead.kit.Ids;
import dev.fairlead.kit.event.Flow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** Takes rows of an imported file; each is a submission of its own. */
@ApplicationScoped
public class TakeRows {

  private final Examination examination;
  private final StoreArrivals store;
  private final SubmissionMetrics metrics;
  private final ImportKind kind;

  TakeRows(
      Examination examination, StoreArrivals store, SubmissionMetrics metrics, ImportKind kind) {
    this.examination = examination;
    this.store = store;
    this.metrics = metrics;
    this.kind = kind;
  }

  /**
   * A row.
   *
   * @param number as a spreadsheet counts it
   * @param fields by canonical name or the column's
   */
  public record Row(int number, Map<String, String> fields) {}

  /** Settles rows within the caller's transaction, one answer each in their order. */
  public Uni<List<Settled>> take(
      Mutiny.Session session, Connector connector, List<Row> rows, Instant now) {
    List<Arrival> arrivals = rows.stream().map(row -> arrival(connector, row, now)).toList();
    return store.apply(session, arrivals, now);
  }

  /** Counts what was settled, after the commit. */
  public void count(List<Settled> settled) {
    settled.forEach(one -> metrics.count(kind.name(), one));
  }

  private Arrival arrival(Connector connector, Row row, Instant now) {
    RawRequest raw =
        new RawRequest(
            "POST",
            "/api/intake/imports/" + connector.key() + "/rows/" + row.number,
            null,
            Map.of("content-type", "application/json"),
            null,
            json(row.fields).getBytes(StandardCharsets.UTF_8),
            now);
    return examination.proven(Ids.next(), kind, connector, raw, Flow.start(), connector.id());
  }

  private static String json(Map<String, String> fields) {
    try {
      return EventJson.mapper().writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts", e);
    }
  }
}
