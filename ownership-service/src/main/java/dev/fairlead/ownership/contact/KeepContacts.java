package dev.fairlead.ownership.contact;

import dev.fairlead.events.Contact;
import dev.fairlead.events.LeadEvent;
import dev.fairlead.events.LeadEvent.Received;
import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.events.PoolEvent;
import dev.fairlead.kit.event.Envelope;
import dev.fairlead.kit.event.Fact;
import dev.fairlead.ownership.Witness;
import dev.fairlead.ownership.adapter.Entry;
import dev.fairlead.ownership.contact.adapter.IdentityHashes;
import dev.fairlead.ownership.contact.adapter.IdentityKeys;
import dev.fairlead.ownership.contact.domain.Identity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the hashed identities of leads: of each that arrives, until it is erased; those of a merged
 * lead belong to the one that goes on in its place.
 */
@ApplicationScoped
class KeepContacts implements Witness {

  private final IdentityKeys keys;
  private final IdentityHashes hashes;

  KeepContacts(IdentityKeys keys, IdentityHashes hashes) {
    this.keys = keys;
    this.hashes = hashes;
  }

  @Override
  public Uni<Void> saw(Mutiny.Session session, List<Envelope> events) {
    List<IdentityHashes.Row> rows = new ArrayList<>();
    List<String> erased = new ArrayList<>();
    List<String> archived = new ArrayList<>();
    List<String> restored = new ArrayList<>();
    for (Envelope envelope : events) {
      switch (envelope.event()) {
        case Received r when !r.test() -> rows.addAll(rows(r));
        case LeadEvent.Erased e -> erased.add(e.leadId());
        case PoolEvent.Archived a -> archived.add(a.leadId());
        case PoolEvent.Restored r -> restored.add(r.leadId());
        default -> {}
      }
    }
    return hashes
        .add(session, rows)
        .chain(() -> hashes.archive(session, archived))
        .chain(() -> hashes.restore(session, restored))
        .chain(() -> hashes.forget(session, erased));
  }

  @Override
  public Uni<Void> noted(Mutiny.Session session, List<Entry> entries, List<Fact> facts) {
    List<OwnershipEvent.Closed> merged =
        facts.stream()
            .map(Fact::event)
            .filter(OwnershipEvent.Closed.class::isInstance)
            .map(OwnershipEvent.Closed.class::cast)
            .filter(closed -> closed.mergedInto() != null)
            .toList();
    return hashes.merge(session, merged);
  }

  private List<IdentityHashes.Row> rows(Received lead) {
    return identities(lead)
        .flatMap(
            identity ->
                keys.hashes(identity).stream()
                    .map(hash -> new IdentityHashes.Row(hash, identity.kind(), lead.leadId())))
        .toList();
  }

  private static Stream<Identity> identities(Received lead) {
    Contact contact = lead.contact();
    return Stream.of(
            contact.phoneE164() == null ? null : Identity.phone(contact.phoneE164()),
            contact.email() == null ? null : Identity.email(contact.email()),
            contact.wechat() == null ? null : Identity.wechat(contact.wechat()),
            lead.company() == null ? null : Identity.company(lead.company()),
            withDomain(lead))
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull);
  }

  private static @Nullable Identity withDomain(Received lead) {
    LeadEvent.Enrichment known = lead.enrichment();
    String domain = known == null ? null : known.companyDomain();
    String company = lead.company();
    return company == null || domain == null ? null : Identity.company(company, domain);
  }
}
