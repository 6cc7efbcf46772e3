package dev.fairlead.kit.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next what to send as {@code cursor} for the next page; absent on the last one
 */
public record Page<T>(List<T> items, @Nullable String next) {

  /** Most items of one page. */
  public static final int MOST = 500;

  /** A list that fits one page. */
  public static <T> Page<T> whole(List<T> items) {
    return new Page<>(items, null);
  }

  /**
   * The page of a list that was read one item further than the limit.
   *
   * @param key the sort key of an item, which the next page begins behind
   */
  public static <T> Page<T> of(List<T> items, int limit, Function<T, String> key) {
    if (items.size() <= limit) {
      return whole(items);
    }
    List<T> page = items.subList(0, limit);
    return new Page<>(page, encode(key.apply(page.getLast())));
  }

  /** The limit to use for what was asked. */
  public static int limit(@Nullable Integer asked) {
    return asked == null ? 50 : Math.clamp(asked, 1, MOST);
  }

  /** The sort key in a cursor; null for none. */
  public static @Nullable String decode(@Nullable String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return null;
    }
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          Problem.of(400, "request.cursor", "the cursor is not one of ours"));
    }
  }

  private static String encode(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }
}
