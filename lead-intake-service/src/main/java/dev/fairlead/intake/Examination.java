package dev.fairlead.intake;

import dev.fairlead.intake.domain.Announced;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.ConnectorKind;
import dev.fairlead.intake.domain.Draft;
import dev.fairlead.intake.domain.Phones;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.intake.domain.Refusal;
import dev.fairlead.kit.Ids;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.sql.Failures;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Understands a request as far as that goes without the database. */
@ApplicationScoped
class Examination {

  private static final Logger LOG = Logger.getLogger(Examination.class);
  private static final int LONGEST_KEY = 255;

  private final Phones phones;

  Examination(Phones phones) {
    this.phones = phones;
  }

  /**
   * Examines a request that has just come in.
   *
   * @param caller whose idempotency keys it may use
   */
  Arrival examine(
      ConnectorKind kind, Connector connector, RawRequest raw, Flow flow, String caller) {
    Refusal unproven = unproven(kind, connector, raw);
    UUID id = Ids.next();
    if (unproven != null) {
      return Arrival.of(id, connector.id(), kept(raw, connector), flow, false, null)
          .refused(unproven);
    }
    return proven(id, kind, connector, raw, flow, caller);
  }

  /** Examines a request of a sender that need not prove itself, or has. */
  Arrival proven(
      UUID id, ConnectorKind kind, Connector connector, RawRequest raw, Flow flow, String caller) {
    String key = key(raw);
    Arrival.Once once = key == null ? null : new Arrival.Once(caller, key, fingerprint(raw));
    Arrival arrival = Arrival.of(id, connector.id(), kept(raw, connector), flow, true, once);
    Refusal refusal = unusable(connector, key);
    if (refusal != null) {
      return arrival.refused(refusal);
    }
    Arrival understood = understood(arrival, read(kind, connector, raw), connector, kind.source());
    return kind.isFromBrowser() ? understood.fromBrowser() : understood;
  }

  /** The request as it may be kept: senders choose the header of a secret themselves. */
  private static RawRequest kept(RawRequest raw, Connector connector) {
    List<String> secrets = connector.secrets().values().stream().flatMap(List::stream).toList();
    List<String> header = connector.settings().texts("secretHeader");
    return secrets.isEmpty()
        ? raw
        : raw.without(secrets, header.isEmpty() ? null : header.getFirst());
  }

  /** An arrival with what was read of it. */
  Arrival understood(Arrival arrival, Reading reading, Connector connector, String origin) {
    return switch (reading) {
      case Reading.Refused refused -> arrival.refused(refused.refusal());
      case Reading.Leads leads -> understood(arrival, leads, connector, origin);
    };
  }

  private Arrival understood(
      Arrival arrival, Reading.Leads reading, Connector connector, String origin) {
    String source = Draft.source(connector, origin);
    return arrival.with(
        reading.leads().stream().map(lead -> Draft.of(lead, connector, origin, phones)).toList(),
        reading.notices().stream()
            .map(notice -> Announced.of(notice.externalId(), connector, source, notice.known()))
            .toList(),
        reading.withdrawn().stream()
            .map(id -> Announced.of(id, connector, source, Map.of()))
            .toList());
  }

  private static @Nullable Refusal unproven(
      ConnectorKind kind, Connector connector, RawRequest raw) {
    try {
      Optional<Refusal> refusal = kind.authenticate(raw, connector);
      return refusal.orElse(null);
    } catch (RuntimeException e) {
      return fault(connector, e);
    }
  }

  private static @Nullable Refusal unusable(Connector connector, @Nullable String key) {
    if (!connector.enabled()) {
      return Refusal.of(Refusal.Reason.DISABLED, "this connector is switched off");
    }
    if (key == null && connector.settings().idempotencyKeyRequired()) {
      return Refusal.of(Refusal.Reason.KEY_REQUIRED, "an Idempotency-Key is required");
    }
    if (key != null && (key.isEmpty() || key.length() > LONGEST_KEY)) {
      return Refusal.of(
          Refusal.Reason.KEY_UNUSABLE, "a key has 1 to " + LONGEST_KEY + " characters");
    }
    return null;
  }

  private static Reading read(ConnectorKind kind, Connector connector, RawRequest raw) {
    try {
      return kind.read(raw, connector);
    } catch (RuntimeException e) {
      return new Reading.Refused(fault(connector, e));
    }
  }

  /** Our own fault: the submission is kept, and the sender is told to try again. */
  private static Refusal fault(Connector connector, RuntimeException e) {
    LOG.errorf("reading for %s: %s", connector.id(), Failures.describe(e));
    return Refusal.of(Refusal.Reason.FAULT, "this is our fault");
  }

  /** Most clients send the key bare, though the draft says a quoted string. */
  private static @Nullable String key(RawRequest raw) {
    String key = raw.header("idempotency-key");
    boolean quoted = key != null && key.length() >= 2 && key.startsWith("\"") && key.endsWith("\"");
    return key != null && quoted ? key.substring(1, key.length() - 1) : key;
  }

  private static String fingerprint(RawRequest raw) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(raw.path().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha.digest(raw.body()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
