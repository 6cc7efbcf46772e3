package dev.fairlead.intake;

import dev.fairlead.events.Contact;
import dev.fairlead.events.LeadEvent;
import dev.fairlead.intake.domain.Draft;
import dev.fairlead.intake.domain.Enrichment;
import dev.fairlead.intake.domain.LeadData;
import dev.fairlead.intake.domain.Recognition;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A decided lead as the fact that tells of it. */
public final class LeadFacts {
  private LeadFacts() {}

  /** A new lead, with the event that announces it. */
  public record Created(
      UUID leadId, @Nullable UUID previous, Instant at, LeadEvent.Received event) {}

  static LeadEvent.Touched touched(UUID leadId, Draft draft, Arrival arrival) {
    return new LeadEvent.Touched(
        leadId.toString(),
        draft.source(),
        draft.connector(),
        submittedAt(draft, arrival),
        draft.data().productLine());
  }

  static Created created(
      Recognition.Created fresh, Draft draft, Arrival arrival, Enrichment enrichment) {
    LeadData data = draft.data();
    UUID previous = fresh.previous();
    LeadEvent.Received event =
        new LeadEvent.Received(
            fresh.leadId().toString(),
            draft.source(),
            draft.connector(),
            data.externalId(),
            contact(data.person(), draft.phoneE164()),
            data.company(),
            data.jobTitle(),
            enrichment.whereabouts().path(),
            data.region(),
            enrichment.whereabouts().from(),
            data.city(),
            data.country(),
            data.industry(),
            data.segment(),
            data.productLine(),
            data.value(),
            data.message(),
            attribution(data.origin(), enrichment),
            data.consent().stream()
                .map(consent -> consent(consent, submittedAt(draft, arrival)))
                .toList(),
            data.answers().stream()
                .map(answer -> new LeadEvent.Answer(answer.key(), answer.value(), answer.label()))
                .toList(),
            submittedAt(draft, arrival),
            previous == null ? null : previous.toString(),
            data.incomplete(),
            data.test(),
            facts(enrichment));
    return new Created(fresh.leadId(), previous, arrival.raw().receivedAt(), event);
  }

  private static Contact contact(LeadData.Person person, @Nullable String phoneE164) {
    return new Contact(
        person.fullName(),
        person.firstName(),
        person.lastName(),
        person.email(),
        person.phone(),
        phoneE164,
        person.wechat(),
        person.street(),
        person.postalCode());
  }

  private static LeadEvent.Attribution attribution(LeadData.Origin origin, Enrichment enrichment) {
    return new LeadEvent.Attribution(
        origin.campaign(),
        origin.adGroup(),
        origin.ad(),
        origin.form(),
        origin.formName(),
        origin.page(),
        origin.keyword(),
        origin.landingPage(),
        origin.utm(),
        origin.clickId(),
        enrichment.ipRegion());
  }

  private static LeadEvent.@Nullable Enrichment facts(Enrichment enrichment) {
    return enrichment.isEmpty()
        ? null
        : new LeadEvent.Enrichment(
            enrichment.phoneRegion(),
            enrichment.phoneCountry(),
            enrichment.phoneCarrier(),
            enrichment.ipRegion(),
            enrichment.ipCountry(),
            enrichment.companyDomain());
  }

  /** Consent is given with the form, where nobody says when. */
  private static LeadEvent.Consent consent(LeadData.Consent consent, Instant submittedAt) {
    return new LeadEvent.Consent(
        consent.purpose(),
        consent.text(),
        consent.granted(),
        consent.at() == null ? submittedAt : consent.at(),
        consent.textVersion(),
        consent.legalBasis());
  }

  private static Instant submittedAt(Draft draft, Arrival arrival) {
    Instant at = draft.data().submittedAt();
    return at == null ? arrival.raw().receivedAt() : at;
  }
}
