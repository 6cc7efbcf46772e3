package dev.fairlead.intake.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecognitionTest {

  private static final Instant NOW = Instant.parse("2026-03-25T08:00:00Z");
  private static final UUID LEAD = UUID.randomUUID();

  /** domain.md: N equal submissions must give one lead and N−1 touches or duplicates. */
  @Property
  void any_number_of_equal_drafts_makes_one_lead(@ForAll("drafts") Draft draft) {
    Recognition known = new Recognition();

    List<Recognition.Verdict> verdicts =
        java.util.stream.IntStream.range(0, 10)
            .mapToObj(i -> known.decide(draft, UUID.randomUUID(), NOW))
            .toList();

    assertThat(verdicts).filteredOn(Recognition.Created.class::isInstance).hasSize(1);
    assertThat(verdicts)
        .extracting(Recognition.Verdict::leadId)
        .containsOnly(verdicts.getFirst().leadId());
  }

  @Property
  void an_identity_never_belongs_to_two_open_leads(@ForAll("sequences") List<Draft> drafts) {
    Recognition known = new Recognition();
    Set<String> taken = new HashSet<>();

    for (Draft draft : drafts) {
      Recognition.Verdict verdict = known.decide(draft, UUID.randomUUID(), NOW);
      if (verdict instanceof Recognition.Created) {
        assertThat(draft.identities()).noneMatch(identity -> taken.contains(identity.key()));
      }
      if (!(verdict instanceof Recognition.Duplicate)) {
        draft.identities().forEach(identity -> taken.add(identity.key()));
      }
    }
  }

  @Test
  void a_closed_lead_is_followed_by_a_new_one_that_names_it() {
    Recognition known = new Recognition();
    Draft draft = draft("+8613900000001", null, null);
    known.knowIdentity(draft.identities().getFirst().key(), new Recognition.Holder(LEAD, false));
    UUID fresh = UUID.randomUUID();

    assertThat(known.decide(draft, fresh, NOW)).isEqualTo(new Recognition.Created(fresh, LEAD));
    assertThat(known.learnedIdentities()).containsValue(fresh);
  }

  @Test
  void an_open_lead_of_a_weaker_identity_wins_over_a_closed_one_of_a_stronger() {
    Recognition known = new Recognition();
    Draft draft = draft("+8613900000001", "a@example.com", null);
    known.knowIdentity(
        draft.identities().get(0).key(), new Recognition.Holder(UUID.randomUUID(), false));
    known.knowIdentity(draft.identities().get(1).key(), new Recognition.Holder(LEAD, true));

    assertThat(known.decide(draft, UUID.randomUUID(), NOW))
        .isEqualTo(new Recognition.Attached(LEAD));
  }

  @Test
  void an_equal_content_counts_for_the_window_and_not_longer() {
    Draft draft = draft(null, null, null);
    Duration past = draft.window();
    Recognition within = new Recognition();
    within.knowContent(draft.contentKey(), LEAD, NOW.minus(past));
    Recognition beyond = new Recognition();
    beyond.knowContent(draft.contentKey(), LEAD, NOW.minus(past).minusMillis(1));

    assertThat(within.decide(draft, UUID.randomUUID(), NOW))
        .isEqualTo(new Recognition.Duplicate(LEAD));
    assertThat(beyond.decide(draft, UUID.randomUUID(), NOW))
        .isInstanceOf(Recognition.Created.class);
  }

  @Test
  void two_product_lines_are_two_leads_where_the_scope_says_so() {
    Recognition known = new Recognition();
    Settings.Scope scope = Settings.Scope.IDENTITY_AND_PRODUCT_LINE;
    Draft crm = scoped("crm", scope);
    Draft erp = scoped("erp", scope);

    assertThat(known.decide(crm, UUID.randomUUID(), NOW)).isInstanceOf(Recognition.Created.class);
    assertThat(known.decide(erp, UUID.randomUUID(), NOW)).isInstanceOf(Recognition.Created.class);
  }

  @Provide
  Arbitrary<Draft> drafts() {
    Arbitrary<String> phone = Arbitraries.of("+8613900000001", "+8613900000002").injectNull(0.3);
    Arbitrary<String> email = Arbitraries.of("a@example.com", "b@example.com").injectNull(0.3);
    Arbitrary<String> external = Arbitraries.of("x1", "x2").injectNull(0.7);
    return Combinators.combine(phone, email, external).as(RecognitionTest::draft);
  }

  @Provide
  Arbitrary<List<Draft>> sequences() {
    return drafts().list().ofMaxSize(20);
  }

  private static Draft draft(
      @Nullable String phone, @Nullable String email, @Nullable String external) {
    Fields fields = new Fields().add("phone", phone).add("email", email);
    return draft(fields.add("external_id", external), Settings.Scope.IDENTITY);
  }

  private static Draft scoped(String line, Settings.Scope scope) {
    return draft(new Fields().add("email", "a@example.com").add("product_line", line), scope);
  }

  private static Draft draft(Fields fields, Settings.Scope scope) {
    Settings settings = Settings.defaults("CN", Duration.ofMinutes(10), scope);
    if (fields.first("phone") == null && fields.first("email") == null) {
      fields.add("phone", "12345");
    }
    Reading reading = LeadReader.read(fields, settings, Map.of());
    LeadData lead = ((Reading.Leads) reading).leads().getFirst();
    return Draft.of(
        lead,
        new Connector("form", "f", true, settings, Map.of()),
        "html_form",
        new OnlyInternational());
  }

  /** Reads numbers that carry their country code. */
  private static final class OnlyInternational implements Phones {
    @Override
    public @Nullable String e164(String sent, String defaultRegion) {
      return sent.startsWith("+") ? sent : null;
    }

    @Override
    public boolean knows(String region) {
      return true;
    }
  }
}
