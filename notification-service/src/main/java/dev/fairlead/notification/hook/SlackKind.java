package dev.fairlead.notification.hook;

import dev.fairlead.kit.outbound.Call;
import dev.fairlead.kit.outbound.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An incoming webhook of Slack: blocks with a button. The address is all there is to prove who
 * calls. About one call a second.
 */
final class SlackKind implements HookKind {

  private static final Pace PACE = new Pace(1, Duration.ofSeconds(1));
  private static final int LONGEST_TITLE = 150;
  private static final int MOST_FIELDS = 10;

  @Override
  public String name() {
    return "slack";
  }

  @Override
  public Pace pace() {
    return PACE;
  }

  @Override
  public Call call(Post post, Instant now) {
    Card card = post.card();
    Map<String, Object> body =
        Map.of("text", card.title() + ": " + card.text(), "blocks", blocks(card));
    return Call.json(post.hook().url(), Map.of(), Json.write(body), WITHIN);
  }

  private static List<Object> blocks(Card card) {
    List<Object> blocks = new ArrayList<>();
    blocks.add(Map.of("type", "header", "text", text(cut(card.title()))));
    blocks.add(Map.of("type", "section", "text", text(card.text())));
    if (!card.fields().isEmpty()) {
      blocks.add(
          Map.of(
              "type",
              "section",
              "fields",
              card.fields().stream()
                  .limit(MOST_FIELDS)
                  .map(f -> text(f.name() + "\n" + f.value()))
                  .toList()));
    }
    Card.Button button = card.button();
    if (button != null) {
      blocks.add(
          Map.of(
              "type",
              "actions",
              "elements",
              List.of(
                  Map.of("type", "button", "text", text(button.label()), "url", button.url()))));
    }
    return blocks;
  }

  private static Map<String, String> text(String text) {
    return Map.of("type", "plain_text", "text", text);
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_TITLE ? text : text.substring(0, LONGEST_TITLE);
  }

  /** Slack says no by the status, and a hook that was removed by 404 or 410. */
  @Override
  public Verdict judge(Reply reply, Instant now) {
    return HookKind.byStatus(reply, now);
  }
}
