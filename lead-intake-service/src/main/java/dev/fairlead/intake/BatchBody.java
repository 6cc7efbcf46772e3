package dev.fairlead.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fairlead.events.EventJson;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The items of a batch: those of a JSON array, or the lines of NDJSON, byte for byte as they were
 * sent. An array is read token by token; nothing but the items' borders is kept of it.
 */
sealed interface BatchBody {

  /** Most items of one batch. */
  int MOST = 1000;

  /** The items in their order. */
  record Items(List<byte[]> bodies) implements BatchBody {}

  /** It cannot be taken as a whole. */
  record Unusable(Refusal refusal) implements BatchBody {}

  /** Takes a body apart. */
  static BatchBody of(RawRequest raw) {
    try {
      List<byte[]> items =
          "application/json".equals(raw.mediaType()) ? array(raw.body()) : lines(raw.body());
      return items.size() > MOST
          ? unusable(Refusal.Reason.TOO_LONG, "at most " + MOST + " leads")
          : new Items(items);
    } catch (IOException e) {
      return unusable(Refusal.Reason.MALFORMED, "a well-formed JSON array is expected");
    }
  }

  private static Unusable unusable(Refusal.Reason reason, String detail) {
    return new Unusable(Refusal.of(reason, detail));
  }

  private static List<byte[]> array(byte[] body) throws IOException {
    try (JsonParser parser = EventJson.mapper().getFactory().createParser(body)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw new IOException("no array");
      }
      List<byte[]> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY && items.size() <= MOST) {
        items.add(item(parser, body));
      }
      if (items.size() <= MOST && parser.nextToken() != null) {
        throw new IOException("something follows the array");
      }
      return items;
    }
  }

  private static byte[] item(JsonParser parser, byte[] body) throws IOException {
    if (parser.currentToken() == null) {
      throw new IOException("the array has no end");
    }
    int from = (int) parser.currentTokenLocation().getByteOffset();
    if (from < 0) {
      throw new IOException("not in UTF-8");
    }
    parser.skipChildren();
    parser.finishToken();
    return Arrays.copyOfRange(body, from, (int) parser.currentLocation().getByteOffset());
  }

  private static List<byte[]> lines(byte[] body) {
    List<byte[]> lines = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= body.length && lines.size() <= MOST; i++) {
      if (i == body.length || body[i] == '\n') {
        if (!isBlank(body, from, i)) {
          lines.add(Arrays.copyOfRange(body, from, i > from && body[i - 1] == '\r' ? i - 1 : i));
        }
        from = i + 1;
      }
    }
    return lines;
  }

  private static boolean isBlank(byte[] body, int from, int to) {
    for (int i = from; i < to; i++) {
      if (body[i] > ' ' || body[i] < 0) {
        return false;
      }
    }
    return true;
  }
}
