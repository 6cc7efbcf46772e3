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
 * @param ip network address of the person's browser; to be looked up, never to be told on
 * @param companyDomain domain of the company's mail or web site; null when none is known
 */
public record Draft(
    LeadData data,
    String source,
    String connector,
    @Nullable String phoneE164,
    List<Identity> identities,
    @Nullable String externalKey,
    String contentKey,
    Duration window,
    @Nullable String ip,
    @Nullable String companyDomain) {

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
    String idScope = data.idScope() == null ? "" : data.idScope() + '\n';
    String domain = CompanyDomain.of(data);
    return new Draft(
        data,
        source,
        connector.id(),
        e164,
        data.test() ? List.of() : identities(data, e164, domain, settings),
        externalId == null ? null : externalKey(connector.id(), source, idScope + externalId),
        connector.id() + '\n' + data.content(),
        settings.dedupeWindow(),
        data.origin().ip(),
        domain);
  }

  /** The same, of a browser that sent it to us itself; an address it named counts first. */
  public Draft sentFrom(@Nullable String browser) {
    return new Draft(
        data,
        source,
        connector,
        phoneE164,
        identities,
        externalKey,
        contentKey,
        window,
        ip == null ? browser : ip,
        companyDomain);
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
      LeadData data, @Nullable String e164, @Nullable String domain, Settings settings) {
    String scope = settings.scope().of(data.productLine());
    List<Identity> identities = new ArrayList<>(4);
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
    String company = data.company() == null ? null : Identity.company(data.company(), domain);
    if (company != null) {
      identities.add(new Identity(Identity.Kind.COMPANY, company, scope));
    }
    identities.removeIf(one -> !settings.dedupeIdentities().contains(one.kind().text()));
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
