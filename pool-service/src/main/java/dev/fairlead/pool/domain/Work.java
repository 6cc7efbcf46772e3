package dev.fairlead.pool.domain;

/**
 * How much has been done on a lead.
 *
 * @param touches later submissions of the same person
 * @param activities what reps logged
 */
public record Work(int touches, int activities) {

  /** Nothing yet. */
  public static final Work NONE = new Work(0, 0);

  /** Both together. */
  public Work plus(Work other) {
    return new Work(touches + other.touches, activities + other.activities);
  }
}
