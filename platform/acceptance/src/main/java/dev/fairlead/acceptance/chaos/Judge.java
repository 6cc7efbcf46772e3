package dev.fairlead.acceptance.chaos;

import dev.fairlead.acceptance.Installation;
import dev.fairlead.acceptance.check.Check;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Says what is wrong after the storm, once what is on its way has had time to arrive. */
final class Judge {

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int SHOWN = 10;

  private final Installation fairlead;
  private final ChaosScene scene;
  private final Promises promises;
  private final Instant since = Instant.now();

  Judge(Installation fairlead, ChaosScene scene, Promises promises) {
    this.fairlead = fairlead;
    this.scene = scene;
    this.promises = promises;
  }

  /** Returns when nothing is wrong, or the patience is over; what is wrong then. */
  List<String> await(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    List<String> wrong = look();
    while (!wrong.isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(PAUSE);
      wrong = look();
    }
    return wrong;
  }

  /** What the check of all invariants finds. */
  Check.Outcome invariants(Duration patience) throws Exception {
    return new Check(fairlead).outcome(patience);
  }

  private List<String> look() {
    try {
      List<String> wrong = new ArrayList<>();
      if (fairlead.launcher().run("status").status() != 0) {
        wrong.add("not every part is ready");
      }
      wrong.addAll(shortened(promises.broken(fairlead)));
      wrong.addAll(shortened(undecided()));
      wrong.addAll(shortened(untold()));
      wrong.addAll(buried());
      wrong.addAll(unfair());
      return wrong;
    } catch (SQLException e) {
      return List.of("the databases do not answer: " + e.getSQLState());
    }
  }

  /** Leads that were acknowledged and that the ledger does not know, or nobody decided on. */
  private List<String> undecided() throws SQLException {
    Set<String> left = new HashSet<>(promises.leads());
    left.removeAll(
        ids("ownership", "select lead_id from custody where state <> 'assigning' and lead_id"));
    return left.stream().sorted().map(lead -> "acknowledged, but with nobody: " + lead).toList();
  }

  /** Grants that nobody was told of. */
  private List<String> untold() throws SQLException {
    Set<String> left =
        new HashSet<>(
            ids(
                "ownership",
                "select id::text from event_log where type = 'dev.fairlead.ownership.granted.v1'"
                    + " and key"));
    left.removeAll(ids("notification", "select event_id from notice where lead_id"));
    return left.stream().sorted().map(event -> "nobody was told of grant " + event).toList();
  }

  /** Nothing that passes by itself may end among the dead letters. */
  private List<String> buried() throws SQLException {
    List<String> wrong = new ArrayList<>();
    for (String service : Installation.SERVICES) {
      try (Connection connection = fairlead.database(service);
          PreparedStatement statement =
              connection.prepareStatement(
                  "select reason || ': ' || detail, count(*) from dead_letter"
                      + " where buried_at >= ? group by 1")) {
        statement.setTimestamp(1, java.sql.Timestamp.from(since));
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            wrong.add("%s buried %d, %s".formatted(service, rows.getLong(2), rows.getString(1)));
          }
        }
      }
    }
    return wrong;
  }

  /** Round robin over the same reps all the time: no share differs by more than one. */
  private List<String> unfair() throws SQLException {
    try (Connection connection = fairlead.database("assignment");
        PreparedStatement statement =
            connection.prepareStatement(
                "select payload::json ->> 'repId', count(*) from event_log"
                    + " where type = 'dev.fairlead.assignment.assigned.v1'"
                    + " and payload::json ->> 'repId' = any(?) group by 1 order by 2")) {
      statement.setArray(1, connection.createArrayOf("text", scene.steady().toArray()));
      List<Long> shares = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          shares.add(rows.getLong(2));
        }
      }
      boolean fair =
          shares.isEmpty()
              || shares.size() == scene.steady().size()
                  && shares.getLast() - shares.getFirst() <= 1;
      return fair ? List.of() : List.of("round robin gave " + shares);
    }
  }

  private Set<String> ids(String service, String upToColumn) throws SQLException {
    Set<String> ids = new HashSet<>();
    try (Connection connection = fairlead.database(service);
        PreparedStatement statement = connection.prepareStatement(upToColumn + " = any(?)")) {
      statement.setArray(1, connection.createArrayOf("text", promises.leads().toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getString(1));
        }
      }
    }
    return ids;
  }

  private static List<String> shortened(List<String> many) {
    if (many.size() <= SHOWN) {
      return many;
    }
    List<String> few = new ArrayList<>(many.subList(0, SHOWN));
    few.add("and %d more like this".formatted(many.size() - SHOWN));
    return few;
  }
}
