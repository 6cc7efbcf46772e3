package dev.fairlead.notification.settings;

import dev.fairlead.notification.domain.Ladder;
import dev.fairlead.notification.domain.Matrix;
import java.util.List;
import java.util.Map;

/**
 * The rules of the house as they stand.
 *
 * @param poolAdmins who looks after a pool, under {@code *} after all
 */
public record House(Matrix matrix, Map<String, List<String>> poolAdmins, Ladder ladder) {

  /** Where nobody changed anything. */
  public static final House DEFAULT = new House(Matrix.DEFAULT, Map.of(), Ladder.DEFAULT);
}
