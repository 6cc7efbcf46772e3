package dev.fairlead.intake.kind;

import dev.fairlead.intake.domain.RawRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a {@code multipart/form-data} body (RFC 7578). Files are passed over: they stay in
 * the raw submission.
 */
final class Multipart {

  private static final int MOST_PARTS = 1000;
  private static final byte[] BLANK_LINE = {'\r', '\n', '\r', '\n'};

  private Multipart() {}

  /** The plain fields in their order; none without a boundary. */
  static List<FormFields.Pair> pairs(byte[] body, @Nullable String boundary) {
    List<FormFields.Pair> pairs = new ArrayList<>();
    if (boundary == null || boundary.isEmpty()) {
      return pairs;
    }
    byte[] delimiter = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    int start = indexOf(body, delimiter, 0);
    while (start >= 0 && pairs.size() < MOST_PARTS) {
      int from = start + delimiter.length;
      int next = indexOf(body, delimiter, from);
      if (next < 0) {
        break;
      }
      part(body, from, next, pairs);
      start = next;
    }
    return pairs;
  }

  /** A part between two delimiters: CRLF, headers, blank line, content, CRLF. */
  private static void part(byte[] body, int from, int to, List<FormFields.Pair> pairs) {
    int blank = indexOf(body, BLANK_LINE, from);
    if (blank < 0 || blank >= to) {
      return;
    }
    String head = new String(body, from, blank - from, StandardCharsets.ISO_8859_1);
    for (String line : head.split("\r\n")) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-disposition:")) {
        String name = RawRequest.parameter(line, "name");
        if (name != null && RawRequest.parameter(line, "filename") == null) {
          int start = blank + BLANK_LINE.length;
          int end = Math.max(start, to - 2);
          pairs.add(
              new FormFields.Pair(
                  name.getBytes(StandardCharsets.ISO_8859_1),
                  Arrays.copyOfRange(body, start, end)));
        }
      }
    }
  }

  private static int indexOf(byte[] body, byte[] wanted, int from) {
    outer:
    for (int i = from; i <= body.length - wanted.length; i++) {
      for (int j = 0; j < wanted.length; j++) {
        if (body[i + j] != wanted[j]) {
          continue outer;
        }
      }
      return i;
    }
    return -1;
  }
}
