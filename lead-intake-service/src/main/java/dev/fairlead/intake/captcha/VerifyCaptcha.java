package dev.fairlead.intake.captcha;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.events.EventJson;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.ConnectorKind;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Refusal;
import dev.fairlead.intake.domain.Settings;
import dev.fairlead.intake.domain.Settings.Captcha.Provider;
import dev.fairlead.kit.outbound.Call;
import dev.fairlead.kit.outbound.Outbound;
import dev.fairlead.kit.outbound.OutboundUrls;
import dev.fairlead.kit.outbound.Reply;
import dev.fairlead.kit.sql.Failures;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the captcha of a form. Tokens are good for one time, so it is asked once per request;
 * without a clear yes nobody comes through.
 */
@ApplicationScoped
public class VerifyCaptcha {

  private static final Logger LOG = Logger.getLogger(VerifyCaptcha.class);
  private static final int LONGEST_TOKEN = 2048;

  private final Outbound outbound;
  private final OutboundUrls urls;
  private final Map<Provider, String> addresses;
  private final Duration within;

  VerifyCaptcha(
      Outbound outbound,
      OutboundUrls urls,
      @ConfigProperty(name = "fairlead.intake.captcha.turnstile-url") String turnstile,
      @ConfigProperty(name = "fairlead.intake.captcha.hcaptcha-url") String hcaptcha,
      @ConfigProperty(name = "fairlead.intake.captcha.timeout") Duration within) {
    this.outbound = outbound;
    this.urls = urls;
    this.addresses = Map.of(Provider.TURNSTILE, turnstile, Provider.HCAPTCHA, hcaptcha);
    this.within = within;
  }

  /** What is wrong with the address a connector names; null when nothing is. */
  public Refusal.@Nullable Place fault(Settings settings) {
    Settings.Captcha captcha = settings.captcha();
    if (captcha == null || captcha.siteverifyUrl() == null) {
      return null;
    }
    String fault = urls.fault(captcha.siteverifyUrl(), List.of());
    return fault == null ? null : new Refusal.Place("/settings/captcha/siteverifyUrl", fault);
  }

  /** Why the request may not go on; empty when it may. */
  public Uni<Optional<Refusal>> verify(ConnectorKind kind, Connector connector, RawRequest raw) {
    Settings.Captcha captcha = connector.settings().captcha();
    if (captcha == null) {
      return Uni.createFrom().item(Optional.empty());
    }
    String token = token(kind, connector, raw, captcha.provider());
    String secret = connector.secret("secret");
    if (token == null || token.length() > LONGEST_TOKEN) {
      return Uni.createFrom().item(refused());
    }
    if (secret == null) {
      LOG.warnf("%s has a captcha and no secret", connector.id());
      return Uni.createFrom().item(unavailable());
    }
    return Uni.createFrom()
        .deferred(() -> outbound.send(call(captcha, secret, token, raw.remoteIp())))
        .map(reply -> judge(connector, reply))
        .onFailure()
        .recoverWithItem(
            failure -> {
              LOG.warnf("captcha of %s: %s", connector.id(), Failures.describe(failure));
              return unavailable();
            });
  }

  private static @Nullable String token(
      ConnectorKind kind, Connector connector, RawRequest raw, Provider provider) {
    String field =
        switch (provider) {
          case TURNSTILE -> "cf-turnstile-response";
          case HCAPTCHA -> "h-captcha-response";
        };
    Optional<String> token = kind.captchaToken(field, raw, connector);
    return token.orElse(null);
  }

  private Call call(
      Settings.Captcha captcha, String secret, String token, @Nullable String remoteIp) {
    String named = captcha.siteverifyUrl();
    String url = named == null ? addresses.getOrDefault(captcha.provider(), "") : named;
    String form =
        "secret="
            + encode(secret, UTF_8)
            + "&response="
            + encode(token, UTF_8)
            + (remoteIp == null ? "" : "&remoteip=" + encode(remoteIp, UTF_8));
    return Call.form(URI.create(url), form, within, named == null);
  }

  private static Optional<Refusal> judge(Connector connector, Reply reply) {
    JsonNode answer = parse(reply.body());
    if (answer == null || !answer.path("success").isBoolean()) {
      LOG.warnf("captcha of %s: %s", connector.id(), reply);
      return unavailable();
    }
    if (answer.path("success").asBoolean()) {
      return Optional.empty();
    }
    if (isOurFault(answer)) {
      LOG.warnf("captcha of %s: its secret is not valid", connector.id());
      return unavailable();
    }
    return refused();
  }

  /** Nobody could get through, so nobody is a robot for it. */
  private static boolean isOurFault(JsonNode answer) {
    for (JsonNode code : answer.path("error-codes")) {
      if (code.asText().endsWith("-input-secret") || code.asText().equals("internal-error")) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable JsonNode parse(byte[] body) {
    try {
      return EventJson.mapper().readTree(body);
    } catch (IOException e) {
      return null;
    }
  }

  private static Optional<Refusal> refused() {
    return Optional.of(Refusal.of(Refusal.Reason.CAPTCHA, "the captcha was not passed"));
  }

  private static Optional<Refusal> unavailable() {
    return Optional.of(
        Refusal.of(Refusal.Reason.CAPTCHA_UNAVAILABLE, "the captcha cannot be verified now"));
  }
}
