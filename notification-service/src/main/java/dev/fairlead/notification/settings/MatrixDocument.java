package dev.fairlead.notification.settings;

import dev.fairlead.kit.http.Problem;
import dev.fairlead.notification.domain.Matrix;
import dev.fairlead.notification.domain.NoticeType;
import dev.fairlead.notification.domain.Role;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The matrix as JSON.
 *
 * @param table channels by kind of notice and role; what is not named keeps its default, no
 *     channels means not told
 * @param poolAdmins who looks after a pool, under {@code *} after all
 */
public record MatrixDocument(
    Map<String, Map<String, SortedSet<String>>> table, Map<String, List<String>> poolAdmins) {

  /** What is absent changes nothing. */
  public MatrixDocument(
      @Nullable Map<String, Map<String, SortedSet<String>>> table,
      @Nullable Map<String, List<String>> poolAdmins) {
    this.table = table == null ? Map.of() : table;
    this.poolAdmins = poolAdmins == null ? Map.of() : poolAdmins;
  }

  /** The whole table that results. */
  public Matrix matrix() {
    Map<NoticeType, Map<Role, SortedSet<String>>> changes = new EnumMap<>(NoticeType.class);
    table.forEach(
        (type, row) ->
            NoticeType.named(type)
                .ifPresent(
                    known -> {
                      Map<Role, SortedSet<String>> roles =
                          changes.computeIfAbsent(known, t -> new EnumMap<>(Role.class));
                      row.forEach(
                          (role, channels) ->
                              Role.named(role).ifPresent(r -> roles.put(r, channels)));
                    }));
    return Matrix.DEFAULT.with(changes);
  }

  /** The document that says everything, defaults included. */
  public MatrixDocument whole() {
    SortedMap<String, Map<String, SortedSet<String>>> all = new TreeMap<>();
    Matrix matrix = matrix();
    for (NoticeType type : NoticeType.values()) {
      Map<String, SortedSet<String>> row = new TreeMap<>();
      for (Role role : Role.values()) {
        SortedSet<String> channels = new TreeSet<>(matrix.channels(type, role));
        if (!channels.isEmpty() || isNamed(type, role)) {
          row.put(role.code(), channels);
        }
      }
      all.put(type.code(), row);
    }
    return new MatrixDocument(all, poolAdmins);
  }

  private boolean isNamed(NoticeType type, Role role) {
    return table.getOrDefault(type.code(), Map.of()).containsKey(role.code());
  }

  /** What is wrong with it; none when it can be kept. */
  public List<Problem.Violation> errors() {
    List<Problem.Violation> errors = new ArrayList<>();
    table.forEach(
        (type, row) -> {
          String place = "/table/" + type;
          if (NoticeType.named(type).isEmpty()) {
            errors.add(new Problem.Violation(place, "there is no such notice"));
          }
          row.forEach((role, channels) -> check(place + "/" + role, role, channels, errors));
        });
    return errors;
  }

  private static void check(
      String place,
      String role,
      @Nullable SortedSet<String> channels,
      List<Problem.Violation> errors) {
    Optional<Role> known = Role.named(role);
    if (known.isEmpty()) {
      errors.add(new Problem.Violation(place, "there is no such role"));
    }
    if (channels == null || !Matrix.channels().containsAll(channels)) {
      errors.add(new Problem.Violation(place, "a list of " + new TreeSet<>(Matrix.channels())));
    }
  }
}
