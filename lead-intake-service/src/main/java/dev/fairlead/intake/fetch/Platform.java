package dev.fairlead.intake.fetch;

import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.kit.outbound.Call;
import dev.fairlead.kit.outbound.Reply;
import java.time.Instant;
import java.util.Map;

/** A platform that announces leads and gives each out on request. One small class each. */
interface Platform {

  /** The kind of its connectors. */
  String kind();

  /** Name of the secret that it knows us by. */
  String tokenName();

  /** Asks for a lead; only with the token set. */
  Call ask(Connector connector, String externalId);

  /** What its answer means. */
  Verdict judge(Reply reply, Instant now);

  /**
   * The lead in an answer that was given.
   *
   * @param externalId as we asked for it
   * @param known canonical fields that the announcement told
   */
  Reading read(byte[] answer, String externalId, Map<String, String> known, Connector connector);
}
