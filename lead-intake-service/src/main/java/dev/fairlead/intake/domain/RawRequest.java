package dev.fairlead.intake.domain;

import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it arrived, before anything is made of it.
 *
 * @param path with the leading slash, without the query
 * @param query the raw query string, null without one
 * @param headers by lower-case name; several of one name joined by a comma
 * @param body every byte of it; never changed
 * @param receivedAt by our clock
 */
public record RawRequest(
    String method,
    String path,
    @Nullable String query,
    Map<String, String> headers,
    @Nullable String remoteIp,
    byte[] body,
    Instant receivedAt) {

  /** A header by its lower-case name; null when it was not sent or is blank. */
  public @Nullable String header(String name) {
    String value = headers.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  /** The content type without its parameters, in lower case; null when none was sent. */
  public @Nullable String mediaType() {
    String type = header("content-type");
    if (type == null) {
      return null;
    }
    int end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  /** A parameter of the content type such as {@code boundary}, without quotes; null if absent. */
  public @Nullable String mediaTypeParameter(String name) {
    String type = header("content-type");
    return type == null ? null : parameter(type, name);
  }

  /** A parameter of a header value such as {@code form-data; name="x"}; null if absent. */
  public static @Nullable String parameter(String header, String name) {
    int at = header.indexOf(';');
    while (at >= 0) {
      int equals = header.indexOf('=', at);
      if (equals < 0) {
        return null;
      }
      String found = header.substring(at + 1, equals).strip();
      int from = equals + 1;
      boolean quoted = from < header.length() && header.charAt(from) == '"';
      int end = header.indexOf(quoted ? '"' : ';', quoted ? from + 1 : from);
      int stop = end < 0 ? header.length() : end;
      if (found.equalsIgnoreCase(name)) {
        return header.substring(quoted ? from + 1 : from, stop).strip();
      }
      at = header.indexOf(';', stop);
    }
    return null;
  }

  /** The same without headers that hold one of these secrets, or bear this name. */
  public RawRequest without(Collection<String> secrets, @Nullable String name) {
    Map<String, String> kept = new LinkedHashMap<>(headers);
    kept.entrySet()
        .removeIf(
            header ->
                header.getKey().equalsIgnoreCase(name)
                    || secrets.stream().anyMatch(header.getValue()::contains));
    return new RawRequest(method, path, query, kept, remoteIp, body, receivedAt);
  }

  /** A parameter of the query, unescaped; null if absent. */
  public @Nullable String queryParameter(String name) {
    if (query == null) {
      return null;
    }
    for (String pair : query.split("&")) {
      int equals = pair.indexOf('=');
      if (equals >= 0 && unescape(pair.substring(0, equals)).equals(name)) {
        return unescape(pair.substring(equals + 1));
      }
    }
    return null;
  }

  private static String unescape(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  /** A charset by name; null for a name nobody knows. */
  public static @Nullable Charset charset(String name) {
    try {
      return Charset.forName(name.strip());
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return null;
    }
  }

  /** Names method and path only: the rest is personal. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
