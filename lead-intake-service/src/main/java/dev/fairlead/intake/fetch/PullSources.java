package dev.fairlead.intake.fetch;

import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.Reading;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The platforms that can be asked by time. */
@Singleton
public final class PullSources {

  private final Map<String, PullSource> byKind;

  PullSources(@All List<PullSource> sources) {
    this.byKind =
        sources.stream()
            .collect(Collectors.toUnmodifiableMap(PullSource::kind, Function.identity()));
  }

  /** The source of a connector's kind. */
  Optional<PullSource> of(String kind) {
    return Optional.ofNullable(byKind.get(kind));
  }

  /** The leads of a page that was kept, read once more. */
  public List<Reading> read(byte[] page, Connector connector) {
    return of(connector.kind())
        .map(source -> source.read(page, connector, null).readings())
        .orElse(List.of());
  }
}
