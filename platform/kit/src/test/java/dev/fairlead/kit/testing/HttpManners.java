package dev.fairlead.kit.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What every service owes to whoever calls it, good or bad: headers that keep browsers in check, no
 * word about its software, limits on what it reads, and nothing for other sites' pages.
 */
public final class HttpManners {

  private static final int PATIENCE_MILLIS = 20_000;
  private static final Map<String, String> HEADERS =
      Map.of(
          "x-content-type-options", "nosniff",
          "x-frame-options", "deny",
          "referrer-policy", "no-referrer",
          "cache-control", "no-store");

  private final URI base;
  private final List<String> faults = new ArrayList<>();

  private HttpManners(URI base) {
    this.base = base;
  }

  /**
   * What is not as it should be.
   *
   * @param path an operation (GET) of the service that needs a role
   */
  public static List<String> faults(URI base, String path) throws IOException {
    HttpManners manners = new HttpManners(base);
    String token = "Authorization: Bearer " + TestTokens.of("probe", "admin");
    manners.headers(manners.send("GET " + path, token), "an answer");
    manners.headers(manners.send("GET " + path), "a refusal");
    manners.headers(manners.send("GET " + path + "/none/such"), "an unknown path");
    manners.limits(path);
    manners.otherSites(path, token);
    manners.nothingBesides();
    return manners.faults;
  }

  private void headers(String answer, String what) {
    HEADERS.forEach(
        (name, value) -> {
          if (!answer.contains("\n" + name + ": " + value + "\r")) {
            faults.add(what + " lacks " + name + ": " + value + "\n" + answer);
          }
        });
    if (!answer.contains("frame-ancestors 'none'")) {
      faults.add(what + " may be framed");
    }
    for (String name : List.of("server", "x-powered-by", "access-control-allow-origin")) {
      if (answer.contains("\n" + name + ":")) {
        faults.add(what + " has the header " + name);
      }
    }
  }

  private void limits(String path) throws IOException {
    refused("a long path", send("GET " + path + "?q=" + "x".repeat(100_000)));
    refused("a large header", send("GET " + path, "X-Large: " + "x".repeat(100_000)));
    refused("a body over the limit", send("POST " + path, "Content-Length: 999999999"));
    refused("a body of two lengths", send("POST " + path, "Content-Length: 1, 2"));
    refused("no HTTP at all", send("\u0016\u0003\u0001 " + path));
  }

  private void refused(String what, String answer) {
    if (!answer.isEmpty() && !answer.startsWith("4", "http/1.x ".length())) {
      faults.add(what + " is answered " + answer);
    }
  }

  private void otherSites(String path, String token) throws IOException {
    String origin = "Origin: https://elsewhere.invalid";
    headers(send("GET " + path, origin, token), "an answer to another site's page");
    String preflight = send("OPTIONS " + path, origin, "Access-Control-Request-Method: GET");
    if (preflight.contains("access-control-allow-origin")) {
      faults.add("another site's page is let in: " + preflight);
    }
  }

  /** Of what Quarkus can show; its Swagger UI is there in tests, but not in what ships. */
  private void nothingBesides() throws IOException {
    for (String path : List.of("/q/dev", "/q/dev-ui", "/q/arc", "/q/info")) {
      if (!send("GET " + path).startsWith("http/1.1 404")) {
        faults.add("there is something at " + path);
      }
    }
  }

  /** The head of the answer in lower case; empty when the connection was closed without one. */
  private String send(String request, String... headers) throws IOException {
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      StringBuilder text = new StringBuilder(request + " HTTP/1.1\r\nHost: here\r\n");
      List.of(headers).forEach(header -> text.append(header).append("\r\n"));
      OutputStream out = socket.getOutputStream();
      out.write((text + "Connection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
      return head(socket.getInputStream());
    }
  }

  private static String head(InputStream in) {
    StringBuilder head = new StringBuilder();
    try {
      for (int next = in.read(); next >= 0; next = in.read()) {
        head.append((char) next);
        if (head.length() >= 4 && head.indexOf("\r\n\r\n", head.length() - 4) >= 0) {
          break;
        }
      }
    } catch (IOException e) {
      // closed by the other side, perhaps before it had read all
    }
    return head.toString().toLowerCase(Locale.ROOT);
  }
}
