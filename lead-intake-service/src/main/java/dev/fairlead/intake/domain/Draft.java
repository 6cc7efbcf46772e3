package dev.fairlead.intake.domain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lead understood so far as it can be without knowing others.
 *
 * @param source stable name of the origin
 * @param connector {@code kind/key}
 * @param phoneE164 null when the number could not be read
 * @param identities sorted, strongest first; none for a test lead, which is nobody's
 * @param externalKey connector, source and the sender's own id; null without such an id
 * @param contentKey connector and content; what makes a repeated form post known
 * @param window how long an equal content counts as the same submission
 */
public record Draft(
    LeadData data,
    String source,
    String connector,
    @Nullable String phoneE164,
    List<Identity> identities,
    @Nullable String externalKey,
    String contentKey,
    Duration window) {

  public Draft {
    identities = List.copyOf(identities);
  }

  /**
   * Understands a lead of a connector.
   *
   * @param origin name of the source where neither the lead nor the connector names one
   */
  public static Draft of(LeadData data, Connector connector, String origin, Phones phones) {
    Settings settings = connector.settings();
    String named = data.source();
    String source = named == null ? source(connector, origin) : named;
    String phone = data.person().phone();
    String e164 = phone == null ? null : phones.e164(phone, settings.defaultPhoneRegion());
    String externalId = data.externalId();
    return new Draft(
        data,
        source,
        connector.id(),
        e164,
        data.test() ? List.of() : identities(data, e164, settings.scope()),
        externalId == null ? null : externalKey(connector.id(), source, externalId),
        connector.id() + '\n' + data.content(),
        settings.dedupeWindow());
  }

  /** The source of leads that name none. */
  public static String source(Connector connector, String origin) {
    String configured = connector.settings().source();
    return configured == null ? origin : configured;
  }

  /** By what a lead is known again when its sender names it the same. */
  public static String externalKey(String connector, String source, String externalId) {
    return connector + '\n' + source + '\n' + externalId;
  }

  private static List<Identity> identities(
      LeadData data, @Nullable String e164, Settings.Scope scoping) {
    String scope = scoping.of(data.productLine());
    List<Identity> identities = new ArrayList<>(3);
    if (e164 != null) {
      identities.add(new Identity(Identity.Kind.PHONE, e164, scope));
    }
    String wechat = data.person().wechat();
    if (wechat != null) {
      identities.add(new Identity(Identity.Kind.WECHAT, Identity.wechat(wechat), scope));
    }
    String sent = data.person().email();
    String email = sent == null ? null : Identity.email(sent);
    if (email != null) {
      identities.add(new Identity(Identity.Kind.EMAIL, email, scope));
    }
    return identities;
  }

  /** The texts that two submissions of the same lead share at least one of. */
  public List<String> meetingPoints() {
    List<String> points = new ArrayList<>(4);
    identities.forEach(identity -> points.add(identity.key()));
    if (externalKey != null) {
      points.add(externalKey);
    } else if (identities.isEmpty()) {
      points.add(contentKey);
    }
    return points;
  }
}
