package dev.fairlead.ownership.adapter;

import dev.fairlead.kit.http.Page;
import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import org.jspecify.annotations.Nullable;

/** Where a list that begins with the latest goes on. */
public final class Cursor {

  private Cursor() {}

  /** The number that the page lies below; the highest there is without a cursor. */
  public static long below(@Nullable String cursor) {
    String key = Page.decode(cursor);
    try {
      return key == null ? Long.MAX_VALUE : Long.parseLong(key);
    } catch (NumberFormatException e) {
      throw new ProblemException(
          Problem.of(400, "request.cursor", "the cursor is not one of ours"));
    }
  }
}
