package dev.fairlead.ownership.report.adapter;

import dev.fairlead.events.LeadEvent;
import dev.fairlead.kit.event.Envelope;
import dev.fairlead.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** What is known of a lead without anything personal: source, region, product line. */
@ApplicationScoped
public class Dimensions {

  /** Regions go as one text, since arrays of arrays must be of one length. */
  private static final String KEEP =
      """
      with met as (
        insert into lead_dimension (lead_id, test, source, region, product_line, met_at)
        select lead, test, source, string_to_array(region, E'\\n'), product, at
        from unnest($1::text[], $2::boolean[], $3::text[], $4::text[], $5::text[], $6::timestamptz[])
          as d(lead, test, source, region, product, at)
        order by lead
        on conflict (lead_id) do nothing
        returning *)
      update open_episode o
      set source = met.source, region = met.region, product_line = met.product_line, test = met.test
      from met where o.lead_id = met.lead_id
      """;

  /** Keeps what leads that were received tell, and adds it to ownerships that began before. */
  public Uni<Void> keep(Mutiny.Session session, List<Envelope> received) {
    if (received.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Sql.on(session)
        .update(
            KEEP,
            Sql.texts(received, one -> lead(one).leadId()),
            received.stream().map(one -> lead(one).test()).toArray(Boolean[]::new),
            Sql.texts(received, one -> lead(one).source()),
            Sql.texts(received, one -> String.join("\n", lead(one).region())),
            Sql.texts(received, one -> lead(one).productLine()),
            Sql.times(received, Envelope::time))
        .replaceWithVoid();
  }

  private static LeadEvent.Received lead(Envelope envelope) {
    return (LeadEvent.Received) envelope.event();
  }
}
