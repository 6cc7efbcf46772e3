package dev.fairlead.notification.hook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message for a group, as far as the platforms have it in common.
 *
 * @param button where to go on; null without an address to go to
 */
public record Card(String title, String text, List<Field> fields, @Nullable Button button) {

  /** A line of a table. */
  public record Field(String name, String value) {}

  /** Something to press. */
  public record Button(String label, String url) {}

  public Card {
    fields = List.copyOf(fields);
  }

  /** Title, text and fields as the Markdown that chat platforms understand. */
  String markdown() {
    StringBuilder text = new StringBuilder();
    text.append("**").append(plain(title)).append("**\n\n").append(plain(this.text));
    fields.forEach(
        f -> text.append("\n\n> ").append(f.name()).append(": ").append(plain(f.value())));
    return text.toString();
  }

  /** Words of strangers, without what Markdown would make links or mentions of. */
  static String plain(String text) {
    return text.replaceAll("[\\[\\]<>`*_#|]", " ").replaceAll("\\p{Cntrl}+", " ").strip();
  }
}
