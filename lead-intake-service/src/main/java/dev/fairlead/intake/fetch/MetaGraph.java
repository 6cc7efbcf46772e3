package dev.fairlead.intake.fetch;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.intake.kind.Hmac;
import dev.fairlead.kit.outbound.Call;
import dev.fairlead.kit.outbound.Reply;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Meta's Graph API: a lead by its id, and the leads of a form. */
@Singleton
final class MetaGraph implements Platform, PullSource {

  private static final String TOKEN = "page_token";
  private static final String VERSION = "v23.0";
  private static final String FIELDS =
      "id,created_time,ad_id,ad_name,adset_id,adset_name,campaign_id,campaign_name,form_id,"
          + "field_data,custom_disclaimer_responses,platform,is_organic";
  private static final int PAGE = 100;

  private static final Set<Integer> TOKEN_CODES = Set.of(102, 190);
  private static final Set<Integer> RATE_CODES = Set.of(4, 17, 32, 613);

  private final PlatformUrls urls;

  MetaGraph(PlatformUrls urls) {
    this.urls = urls;
  }

  @Override
  public String kind() {
    return "meta";
  }

  @Override
  public String tokenName() {
    return TOKEN;
  }

  @Override
  public Call ask(Connector connector, String externalId) {
    return get(connector, encode(externalId, UTF_8), "fields=" + encode(FIELDS, UTF_8));
  }

  private Call get(Connector connector, String path, String query) {
    String version = connector.settings().text("graphVersion", VERSION);
    String token = connector.secrets(TOKEN).getFirst();
    StringBuilder whole =
        new StringBuilder("/").append(encode(version, UTF_8)).append('/').append(path);
    whole.append('?').append(query).append("&access_token=").append(encode(token, UTF_8));
    String secret = connector.secret("app_secret");
    if (secret != null) {
      whole.append("&appsecret_proof=").append(Hmac.hex(secret, token));
    }
    return urls.get(connector, whole.toString(), Map.of("accept", "application/json"));
  }

  /** Meta's codes say more than its statuses. */
  @Override
  public Verdict judge(Reply reply, Instant now) {
    if (reply.status() == 200) {
      return new Verdict.Given();
    }
    JsonNode error = Json.parse(reply.body()).path("error");
    int code = error.path("code").asInt(0);
    int subcode = error.path("error_subcode").asInt(0);
    String text = code == 0 ? "http-" + reply.status() : Integer.toString(code);
    if (TOKEN_CODES.contains(code)) {
      return Verdict.tokenInvalid(text);
    }
    if (RATE_CODES.contains(code) || (code >= 80_000 && code < 80_100) || reply.status() == 429) {
      return Verdict.rateLimited(text, pause(reply, now));
    }
    if (code == 100 && subcode == 33) {
      return new Verdict.Gone("100/33");
    }
    if (code == 3 || code == 10 || (code >= 200 && code < 300)) {
      return Verdict.forbidden(text);
    }
    return new Verdict.Passing(text);
  }

  /** {@code Retry-After}, else what Meta estimates, in minutes, for the busiest of our uses. */
  private static @Nullable Duration pause(Reply reply, Instant now) {
    Duration asked = reply.retryAfter(now);
    String usage = reply.headers().get("x-business-use-case-usage");
    if (asked != null || usage == null) {
      return asked;
    }
    long minutes =
        Json.parse(usage.getBytes(UTF_8)).findValues("estimated_time_to_regain_access").stream()
            .mapToLong(JsonNode::asLong)
            .max()
            .orElse(0);
    return minutes > 0 ? Duration.ofMinutes(minutes) : null;
  }

  @Override
  public Reading read(
      byte[] answer, String externalId, Map<String, String> known, Connector connector) {
    JsonNode lead = Json.parse(answer);
    return lead.isObject()
        ? MetaLead.read(lead, externalId, known, connector.settings())
        : Json.malformed();
  }

  @Override
  public List<String> scopes(Connector connector) {
    return connector.settings().texts("formIds");
  }

  @Override
  public List<String> secretNames() {
    return List.of(TOKEN);
  }

  @Override
  public Call page(Connector connector, Span span, @Nullable String cursor) {
    String filter =
        "[{\"field\":\"time_created\",\"operator\":\"GREATER_THAN\",\"value\":"
            + span.from().getEpochSecond()
            + "}]";
    String query =
        "fields="
            + encode(FIELDS, UTF_8)
            + "&filtering="
            + encode(filter, UTF_8)
            + "&limit="
            + PAGE
            + (cursor == null ? "" : "&after=" + encode(cursor, UTF_8));
    return get(connector, encode(span.scope(), UTF_8) + "/leads", query);
  }

  /** The address of the next page is not followed, only its cursor. */
  @Override
  public Page read(byte[] answer, Connector connector, @Nullable String cursor) {
    JsonNode body = Json.parse(answer);
    List<Reading> readings = new ArrayList<>();
    for (JsonNode lead : body.path("data")) {
      readings.add(MetaLead.read(lead, lead.path("id").asText(""), Map.of(), connector.settings()));
    }
    JsonNode paging = body.path("paging");
    String after = paging.path("cursors").path("after").asText("");
    boolean more = paging.hasNonNull("next") && !after.isEmpty() && !after.equals(cursor);
    return new Page(readings, more ? after : null);
  }
}
