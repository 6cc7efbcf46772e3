package dev.fairlead.intake.kind;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An HTTP message as its bytes, sent over a bare socket so that nothing of it changes. */
@SuppressWarnings("ArrayRecordComponent")
record RawHttp(List<String> head, byte[] body) {

  static RawHttp of(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    return new RawHttp(
        List.of(text.substring(0, end).split("\r\n")),
        Arrays.copyOfRange(bytes, end + 4, bytes.length));
  }

  String method() {
    return head.getFirst().split(" ")[0];
  }

  String path() {
    return head.getFirst().split(" ")[1].replaceFirst("\\?.*", "");
  }

  /** The connector it goes to, {@code kind/key}. */
  String connector() {
    String[] steps = path().split("/");
    return steps[2] + "/" + steps[3];
  }

  int status() {
    return Integer.parseInt(head.getFirst().split(" ")[1]);
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  @Nullable String header(String name) {
    for (String line : head.subList(1, head.size())) {
      int colon = line.indexOf(':');
      if (line.substring(0, colon).toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
        return line.substring(colon + 1).strip();
      }
    }
    return null;
  }

  /** The same with another value of a header. */
  RawHttp with(String name, String value) {
    List<String> changed = new ArrayList<>(head);
    changed.replaceAll(
        line ->
            line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":")
                ? name + ": " + value
                : line);
    return new RawHttp(changed, body);
  }

  /** Sends it and reads the answer until its end. */
  RawHttp send(URI server) {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(15_000);
      String lines = String.join("\r\n", head) + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(lines.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().write(body);
      socket.getOutputStream().flush();
      return of(socket.getInputStream().readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
