package dev.fairlead.pool.adapter;

import dev.fairlead.kit.http.ProblemException;
import java.time.DateTimeException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Query parameters that are not text. */
final class Parameters {
  private Parameters() {}

  /** Reads one; absent and empty are none, and what cannot be read ends the request with 422. */
  static <T> @Nullable T read(String name, @Nullable String text, Function<String, T> reader) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return reader.apply(text.strip());
    } catch (DateTimeException | IllegalArgumentException e) {
      throw ProblemException.invalid("request.parameter", "/" + name, "cannot be read");
    }
  }
}
