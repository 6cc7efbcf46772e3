package dev.fairlead.intake.kind;

import dev.fairlead.intake.domain.ConnectorKind;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The kinds of connectors there are. */
@Singleton
public final class Kinds {

  private final Map<String, ConnectorKind> byName;

  Kinds(@All List<ConnectorKind> kinds) {
    this.byName =
        kinds.stream()
            .collect(Collectors.toUnmodifiableMap(ConnectorKind::name, Function.identity()));
  }

  /** The kind of that name. */
  public Optional<ConnectorKind> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Every name, sorted. */
  public SortedSet<String> names() {
    return new TreeSet<>(byName.keySet());
  }
}
