package dev.fairlead.intake.kind;

import dev.fairlead.intake.domain.Fields;
import dev.fairlead.intake.domain.RawRequest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a browser's form, urlencoded or multipart. Their charset is the one that the field
 * {@code _charset_} names, else the content type's, else the connector's, else UTF-8; bytes that
 * are no UTF-8 although nobody said otherwise are read as GB18030, which GBK pages send.
 */
final class FormFields {

  private static final Charset GB18030 = Charset.forName("GB18030");

  private FormFields() {}

  /** The fields of a body; empty when it cannot be read. */
  static Optional<Fields> of(RawRequest raw, @Nullable Charset configured) {
    List<Pair> pairs =
        "multipart/form-data".equals(raw.mediaType())
            ? Multipart.pairs(raw.body(), raw.mediaTypeParameter("boundary"))
            : urlencoded(raw.body());
    String named = charsetField(pairs);
    if (named == null) {
      named = raw.mediaTypeParameter("charset");
    }
    if (named == null) {
      return decode(pairs, configured == null ? StandardCharsets.UTF_8 : configured)
          .or(() -> configured == null ? decode(pairs, GB18030) : Optional.empty());
    }
    Charset charset = RawRequest.charset(named);
    return charset == null ? Optional.empty() : decode(pairs, charset);
  }

  private static @Nullable String charsetField(List<Pair> pairs) {
    for (Pair pair : pairs) {
      if (new String(pair.name, StandardCharsets.ISO_8859_1).equals("_charset_")
          && pair.value.length > 0) {
        return new String(pair.value, StandardCharsets.ISO_8859_1);
      }
    }
    return null;
  }

  private static Optional<Fields> decode(List<Pair> pairs, Charset charset) {
    try {
      Fields fields = new Fields();
      for (Pair pair : pairs) {
        fields.add(text(pair.name, charset), text(pair.value, charset));
      }
      return Optional.of(fields);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static String text(byte[] bytes, Charset charset) throws CharacterCodingException {
    return charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT)
        .decode(ByteBuffer.wrap(bytes))
        .toString();
  }

  private static List<Pair> urlencoded(byte[] body) {
    List<Pair> pairs = new ArrayList<>();
    int from = 0;
    while (from < body.length) {
      int end = indexOf(body, '&', from, body.length);
      int equals = indexOf(body, '=', from, end);
      if (end > from) {
        pairs.add(new Pair(unescape(body, from, equals), unescape(body, equals + 1, end)));
      }
      from = end + 1;
    }
    return pairs;
  }

  private static int indexOf(byte[] bytes, char wanted, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return to;
  }

  /** Percent bytes and plus signs; what is no percent byte stays as it is, as browsers do. */
  private static byte[] unescape(byte[] body, int from, int to) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.max(to - from, 0));
    for (int i = from; i < to; i++) {
      int high = body[i] == '%' && i + 2 < to ? Character.digit(body[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(body[i + 2], 16);
      if (low >= 0) {
        bytes.write(high * 16 + low);
        i += 2;
      } else {
        bytes.write(body[i] == '+' ? ' ' : body[i]);
      }
    }
    return bytes.toByteArray();
  }

  /** A field before its charset is known. */
  @SuppressWarnings("ArrayRecordComponent")
  record Pair(byte[] name, byte[] value) {}
}
