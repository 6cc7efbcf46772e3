package dev.fairlead.intake.fetch;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The platforms there are. */
@Singleton
final class Platforms {

  private final Map<String, Platform> byKind;

  Platforms(@All List<Platform> platforms) {
    this.byKind =
        platforms.stream()
            .collect(Collectors.toUnmodifiableMap(Platform::kind, Function.identity()));
  }

  /** The platform of a connector's kind. */
  Optional<Platform> of(String kind) {
    return Optional.ofNullable(byKind.get(kind));
  }
}
