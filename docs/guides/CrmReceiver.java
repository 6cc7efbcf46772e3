import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps a CRM in step by webhooks: verifies each one, takes it once, and never lets an older custody
 * overwrite a newer one. Here the CRM is a map; put your calls where it says so. Runs from its
 * source:
 *
 * <pre>
 * WEBHOOK_SECRET=whsec_… java -cp "platform/embedded/target/platform/lib/*" docs/guides/CrmReceiver.java 9090
 * </pre>
 */
public class CrmReceiver {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final byte[] key;
  private final Set<String> taken = new HashSet<>(); // in your database: a unique key
  private final Map<String, Long> epochs = new HashMap<>(); // in your CRM: a field of the lead

  CrmReceiver(String secret) {
    this.key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
  }

  public static void main(String[] arguments) throws IOException {
    int port = arguments.length == 0 ? 9090 : Integer.parseInt(arguments[0]);
    CrmReceiver receiver = new CrmReceiver(System.getenv("WEBHOOK_SECRET"));
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    server.createContext("/fairlead", receiver::receive);
    server.start();
    System.out.println("listening on " + server.getAddress().getPort());
  }

  private synchronized void receive(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String id = header(exchange, "webhook-id");
    String timestamp = header(exchange, "webhook-timestamp");
    int status = 401;
    if (isGenuine(id, timestamp, header(exchange, "webhook-signature"), body)) {
      if (!taken.contains(id)) {
        take(JSON.readTree(body));
        taken.add(id); // together with what it changed, in one transaction
      }
      status = 204; // anything else, and it comes again
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  /** Over the bytes as they came; any of the signatures will do, so that secrets can be rotated. */
  private boolean isGenuine(String id, String timestamp, String signatures, byte[] body) {
    try {
      Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
      if (Duration.between(sent, Instant.now()).abs().compareTo(TOLERANCE) > 0) {
        return false;
      }
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
      String expected = "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
      for (String signature : signatures.split(" ")) {
        if (MessageDigest.isEqual(expected.getBytes(), signature.getBytes())) {
          return true;
        }
      }
      return false;
    } catch (NumberFormatException | GeneralSecurityException e) {
      return false;
    }
  }

  private void take(JsonNode webhook) {
    JsonNode data = webhook.path("data");
    String lead = data.path("leadId").asText();
    switch (webhook.path("type").asText()) {
      case "dev.fairlead.lead.received.v1" ->
          say("create", lead, "company=" + data.path("company").asText());
      case "dev.fairlead.ownership.granted.v1" -> owner(lead, data, data.path("owner").asText());
      case "dev.fairlead.ownership.transferred.v1" -> owner(lead, data, data.path("to").asText());
      case "dev.fairlead.ownership.released.v1" -> owner(lead, data, "nobody");
      case "dev.fairlead.ownership.closed.v1" ->
          owner(lead, data, data.path("owner").asText() + " result=" + data.path("result").asText());
      case "dev.fairlead.lead.erased.v1" -> say("erase", lead, "");
      default -> {} // new types may come at any time
    }
  }

  /** A lead may be owned before it is received: create it then, and complete it later. */
  private void owner(String lead, JsonNode data, String owner) {
    long epoch = data.path("epoch").asLong();
    if (epoch > epochs.getOrDefault(lead, -1L)) {
      epochs.put(lead, epoch);
      say("owner", lead, owner + " epoch=" + epoch);
    }
  }

  /** Here your CRM is called. */
  private static void say(String what, String lead, String how) {
    System.out.println(what + " " + lead + " " + how);
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }
}
