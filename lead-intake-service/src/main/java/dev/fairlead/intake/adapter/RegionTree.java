package dev.fairlead.intake.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fairlead.events.EventJson;
import dev.fairlead.events.RosterEvent;
import dev.fairlead.intake.domain.Regions;
import dev.fairlead.kit.sql.Sql;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The region tree as the roster last told it. Parsed once per version. */
@ApplicationScoped
public class RegionTree {

  private static final String SAVE =
      """
      insert into region_tree (id, version, nodes) values ($1, 1, $2)
      on conflict (id) do update set nodes = excluded.nodes, version = region_tree.version + 1
      """;

  private volatile Parsed parsed = new Parsed(0, Regions.NONE);

  private record Parsed(long version, Regions regions) {}

  /** Loads the names of places before the first request, which must not wait for that. */
  void warmUp(@Observes StartupEvent start) {
    Regions.NONE.find(null, "江苏", "CN");
  }

  /** The tree as this transaction sees it. */
  public Uni<Regions> current(Mutiny.Session session) {
    return Sql.on(session)
        .first(
            "select version from region_tree where id = $1",
            row -> row.getLong(0),
            RosterEvent.Region.TREE)
        .chain(version -> at(session, version));
  }

  private Uni<Regions> at(Mutiny.Session session, @Nullable Long version) {
    Parsed have = parsed;
    if (version == null) {
      return Uni.createFrom().item(Regions.NONE);
    }
    return have.version == version
        ? Uni.createFrom().item(have.regions)
        : Sql.on(session)
            .list(
                "select version, nodes from region_tree where id = $1",
                row -> new Parsed(row.getLong(0), parse(row.getString(1))),
                RosterEvent.Region.TREE)
            .map(
                rows -> {
                  Parsed fresh = rows.getFirst();
                  parsed = fresh;
                  return fresh.regions;
                });
  }

  /** Keeps a newer tree. */
  Uni<Void> save(Mutiny.Session session, RosterEvent.Region tree) {
    return Sql.on(session).update(SAVE, tree.id(), write(tree)).replaceWithVoid();
  }

  private static Regions parse(String json) {
    try {
      RosterEvent.Region tree = EventJson.mapper().readValue(json, RosterEvent.Region.class);
      return tree.deleted() ? Regions.NONE : new Regions(nodes(tree.nodes()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored regions", e);
    }
  }

  private static List<Regions.Node> nodes(List<RosterEvent.Region.Node> nodes) {
    return nodes.stream()
        .map(node -> new Regions.Node(node.name(), node.aliases(), nodes(node.children())))
        .toList();
  }

  private static String write(RosterEvent.Region tree) {
    return EventJson.write(tree);
  }
}
