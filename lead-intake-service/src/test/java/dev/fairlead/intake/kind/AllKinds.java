package dev.fairlead.intake.kind;

import dev.fairlead.intake.domain.ConnectorKind;
import java.util.List;

/** One of each kind. */
final class AllKinds {
  private AllKinds() {}

  static List<ConnectorKind> all() {
    return List.of(
        new ApiKind(),
        new BaiduKind(),
        new Cf7Kind(),
        new Cf7WebhookKind(),
        new CloudEventsKind(),
        new DouyinKind(),
        new ElementorKind(),
        new FeiyuKind(),
        new FormKind(),
        new GoogleAdsKind(),
        new GravityFormsKind(),
        new HubspotKind(),
        new JotformKind(),
        new JsonKind(),
        new LinkedinKind(),
        new MetaKind(),
        new SalesforceKind(),
        new StandardWebhooksKind(),
        new TallyKind(),
        new TencentKind(),
        new TiktokKind(),
        new TypeformKind(),
        new UnbounceKind(),
        new WebflowKind(),
        new WpformsKind(),
        new WufooKind());
  }
}
