package dev.fairlead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Personal data and secrets stand in no log of any part and in no error's answer: neither the
 * marked ones that this test sends in every way that fails, nor those of all the tests before.
 */
@Order(Integer.MAX_VALUE - 1)
class ConfidentialIT {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Pattern ADDRESS = Pattern.compile("[\\w.+-]+@[\\w-]+\\.[a-z]{2,}");
  private static final Pattern NUMBER = Pattern.compile("\\+\\d{9,15}\\b");
  private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]{10,}\\.[\\w-]{10,}\\.");

  private final Installation fairlead = TheInstallation.get();
  private final String mark = "zq" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
  private final String digits = "139" + (10_000_000 + (int) (Math.random() * 89_999_999));
  private final List<String> told = new ArrayList<>();

  @Test
  void what_is_personal_or_secret_stands_in_no_log_and_in_no_answer_of_an_error() throws Exception {
    try (Organisation ours = Organisation.in(fairlead);
        EventFeed dead = EventFeed.of(fairlead, "lead.events.pool-service.dlq");
        EventWriter writer = EventWriter.to(fairlead)) {
      connectorsAndForms(ours);
      leads();
      work();
      channels(ours);
      String lead = records(writer);
      dead.await(SOON, "dead letter", e -> true, e -> e.key().equals(lead));
    }

    assertThat(told.stream().filter(this::marked)).as("answers that quote").isEmpty();
    await()
        .during(Duration.ofSeconds(3))
        .atMost(SOON)
        .untilAsserted(() -> assertThat(lines(this::marked)).as("lines that quote").isEmpty());
    assertThat(lines(ADDRESS.asPredicate())).as("lines with mail addresses").isEmpty();
    assertThat(lines(NUMBER.asPredicate())).as("lines with phone numbers").isEmpty();
    assertThat(lines(TOKEN.asPredicate())).as("lines with tokens").isEmpty();
    for (String secret : secrets()) {
      assertThat(lines(line -> line.contains(secret))).as("lines with keys").isEmpty();
    }
  }

  private void connectorsAndForms(Organisation ours) {
    String key = ours.id("confidential");
    String path = "/api/intake/connectors/api/" + key;
    Api admin = fairlead.as("admin");
    admin.put(path, Map.of("secrets", Map.of("api_key", mark))).ok();
    tell(admin.put(path, "{\"secrets\": {\"api_key\": [\"" + mark + "\"]}}"));
    tell(admin.put(path, "{\"secrets\": {\"api_key\": \"" + mark + "\""));
    tell(fairlead.anonymous().with("X-Api-Key", mark + "x").post("/in/api/" + key, person()));
    tell(fairlead.anonymous().with("X-Api-Key", mark).post("/in/api/" + key, "{\"" + mark));
    fairlead.anonymous().with("X-Api-Key", mark).post("/in/api/" + key, person());
    String form = ours.form("confidential");
    fairlead.anonymous().postForm(form, Map.of("email", mark + "@example.com", "name", mark));
    tell(fairlead.anonymous().postForm(form, Map.of("message", mark)));
    tell(fairlead.anonymous().postForm(form, Map.of("email", mark, "phone", digits + "999999")));
  }

  private void leads() {
    Api sender = fairlead.as("integration");
    sender.post("/api/intake/leads", person()).ok();
    tell(sender.post("/api/intake/leads", "{\"email\": \"" + mark + "@example.com\", "));
    tell(sender.post("/api/intake/leads", "{\"answers\": \"" + mark + "\"}"));
    tell(sender.post("/api/intake/leads", "{\"submittedAt\": \"" + mark + "\"}"));
    tell(sender.post("/api/intake/leads", "{\"email\": \"" + mark + "\\u0000@example.com\"}"));
    tell(sender.post("/api/intake/leads:batch", "[{\"email\": \"" + mark + "\"}]"));
    tell(sender.post("/api/intake/leads", "text/" + mark, bytes(mark)));
    tell(sender.with("Idempotency-Key", mark.repeat(500)).post("/api/intake/leads", person()));
    tell(sender.get("/api/intake/leads?email=" + mark + "%40example.com&from=" + mark));
    tell(sender.get("/api/intake/leads?phone=%2B86" + digits + "&cursor=" + mark));
    tell(
        fairlead
            .anonymous()
            .with("Authorization", "Bearer " + mark + "." + mark + "." + mark)
            .get("/api/intake/leads?email=" + mark));
  }

  private void work() {
    Api admin = fairlead.as("admin");
    String lead = "/api/ownership/leads/" + UUID.randomUUID();
    tell(admin.post(lead + "/activities", Map.of("kind", "call", "note", mark)));
    tell(admin.post(lead + "/activities", "{\"kind\": \"call\", \"note\": {\"a\": \"" + mark));
    tell(admin.post(lead + "/release", Map.of("reason", mark)));
    tell(admin.get("/api/ownership/contacts/check?phone=" + digits + "&email=" + mark));
    tell(admin.post("/api/assignment/preview", Map.of("lead", mark)));
    tell(admin.post("/api/pool/pools/none/leads/none/assign", Map.of("reason", mark)));
  }

  private void channels(Organisation ours) {
    Api admin = fairlead.as("admin");
    String channel = "/api/notification/channels/" + ours.id("confidential");
    String secret = "whsec_" + Base64.getEncoder().encodeToString(bytes(mark + mark));
    Map<String, Object> hook =
        Map.of("kind", "webhook", "url", "http://127.0.0.1:9/" + mark, "secret", secret);
    tell(admin.put(channel, hook));
    tell(admin.put(channel, "{\"kind\": \"webhook\", \"secret\": [\"" + mark + "\"]}"));
    fairlead.as("integration").post("/api/intake/leads", person());
  }

  private String records(EventWriter writer) {
    String type = "dev.fairlead.lead.touched.v1";
    String lead = UUID.randomUUID().toString();
    writer.claim("lead.events", type, lead, "{\"leadId\": \"" + lead + "\", \"source\": \"" + mark);
    writer.claim(
        "lead.events",
        type,
        lead,
        "{\"leadId\": \"" + lead + "\", \"source\": [\"" + mark + "\"]}");
    return lead;
  }

  private Map<String, Object> person() {
    Map<String, Object> person = new HashMap<>();
    person.put("source", "confidential");
    person.put("fullName", mark);
    person.put("email", mark + "@example.com");
    person.put("phone", digits);
    person.put("wechat", mark);
    person.put("message", mark);
    return person;
  }

  private void tell(Answer answer) {
    if (answer.status() >= 400) {
      told.add(answer.toString());
    }
    assertThat(answer.status()).as(answer.toString()).isNotEqualTo(500);
  }

  private boolean marked(String text) {
    return text.contains(mark) || text.contains(digits);
  }

  /** Passwords and keys of the installation, as they stand in its files. */
  private List<String> secrets() throws IOException {
    List<String> secrets = new ArrayList<>();
    try (Stream<Path> files = Files.list(fairlead.home().resolve("keys"))) {
      for (Path file : files.filter(f -> f.toString().matches(".*\\.(password|key)")).toList()) {
        secrets.add(Files.readString(file).strip());
      }
    }
    assertThat(secrets).hasSizeGreaterThan(5);
    return secrets;
  }

  /** Lines of any part's log, cut short. */
  private List<String> lines(Predicate<String> bad) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(fairlead.home().resolve("logs"))) {
      for (Path file : files.toList()) {
        String log = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        log.lines()
            .filter(bad)
            .limit(5)
            .map(
                line -> file.getFileName() + ": " + line.substring(0, Math.min(300, line.length())))
            .forEach(found::add);
      }
    }
    return found;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
