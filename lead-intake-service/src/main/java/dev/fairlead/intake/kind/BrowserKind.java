package dev.fairlead.intake.kind;

import dev.fairlead.intake.domain.Answer;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Refusal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the kinds have in common that a browser posts to: they know the page's origin only. */
abstract class BrowserKind extends SenderKind {

  BrowserKind(String name, String source, Set<String> mediaTypes) {
    super(name, source, mediaTypes, Proof.open());
  }

  @Override
  public final boolean isFromBrowser() {
    return true;
  }

  @Override
  public Optional<Refusal> authenticate(RawRequest raw, Connector connector) {
    return Origins.check(raw, connector).or(() -> super.authenticate(raw, connector));
  }

  @Override
  public final Map<String, String> headers(RawRequest raw, Connector connector) {
    return Origins.headers(raw, connector);
  }

  @Override
  public final Optional<Answer> options(RawRequest raw, Connector connector) {
    return Optional.of(Origins.preflight(raw, connector));
  }

  /** What the request itself tells of the page it comes from. */
  static Map<String, String> page(RawRequest raw) {
    String referer = raw.header("referer");
    return referer == null ? Map.of() : Map.of("landingPage", referer);
  }
}
