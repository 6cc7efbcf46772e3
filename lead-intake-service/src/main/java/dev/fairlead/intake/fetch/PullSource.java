package dev.fairlead.intake.fetch;

import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.kit.outbound.Call;
import dev.fairlead.kit.outbound.Reply;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A platform that can be asked which leads it has of some time. One small class each. */
interface PullSource {

  /** The kind of its connectors. */
  String kind();

  /** Names of the secrets that have to be set. */
  List<String> secretNames();

  /** What is asked for one after the other, such as each form. */
  List<String> scopes(Connector connector);

  /**
   * Asks for a page.
   *
   * @param cursor where the page before ended; null for the first
   */
  Call page(Connector connector, Span span, @Nullable String cursor);

  /** What its answer means. */
  Verdict judge(Reply reply, Instant now);

  /** The leads of a page that was given. */
  Page read(byte[] answer, Connector connector, @Nullable String cursor);

  /** The leads of a scope that were made from one instant to another. */
  record Span(String scope, Instant from, Instant to) {}

  /**
   * A page.
   *
   * @param next cursor of the next one; null after the last
   */
  record Page(List<Reading> readings, @Nullable String next) {
    public Page {
      readings = List.copyOf(readings);
    }
  }
}
