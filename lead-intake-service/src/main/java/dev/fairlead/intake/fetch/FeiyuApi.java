package dev.fairlead.intake.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.intake.kind.Hmac;
import dev.fairlead.intake.kind.Kinds;
import dev.fairlead.kit.outbound.Call;
import dev.fairlead.kit.outbound.Reply;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * 飞鱼 CRM of Ocean Engine, asked for the clues of a span of time. Each is what its push would have
 * been, and is read as one.
 */
@Singleton
final class FeiyuApi implements PullSource {

  private static final String KIND = "oceanengine-feiyu";
  private static final String PATH = "/crm/v2/openapi/pull-clues/";
  private static final int PAGE = 100;

  /** It answers for a week at most. */
  private static final Duration WEEK = Duration.ofDays(7);

  private final PlatformUrls urls;
  private final Kinds kinds;

  FeiyuApi(PlatformUrls urls, Kinds kinds) {
    this.urls = urls;
    this.kinds = kinds;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public List<String> secretNames() {
    return List.of("pull_key", "access_token");
  }

  @Override
  public List<String> scopes(Connector connector) {
    return List.of("");
  }

  /** What is signed is the path with the span, a blank, and the time; the page is not. */
  @Override
  public Call page(Connector connector, Span span, @Nullable String cursor) {
    Instant from =
        span.from().isBefore(span.to().minus(WEEK)) ? span.to().minus(WEEK) : span.from();
    String timestamp = Long.toString(span.to().getEpochSecond());
    String signed =
        PATH + "?start_time=" + from.getEpochSecond() + "&end_time=" + span.to().getEpochSecond();
    String hex = Hmac.hex(connector.secrets("pull_key").getFirst(), signed + " " + timestamp);
    return urls.get(
        connector,
        signed + "&page=" + (cursor == null ? "1" : cursor) + "&page_size=" + PAGE,
        Map.of(
            "timestamp",
            timestamp,
            "access-token",
            connector.secrets("access_token").getFirst(),
            "signature",
            Base64.getEncoder().encodeToString(hex.getBytes(UTF_8)),
            "content-type",
            "application/json"));
  }

  /** Its failures come with status 200, and without data. */
  @Override
  public Verdict judge(Reply reply, Instant now) {
    String code = "http-" + reply.status();
    return switch (reply.status()) {
      case 200 -> {
        JsonNode body = Json.parse(reply.body());
        yield body.path("data").isArray()
            ? new Verdict.Given()
            : new Verdict.Passing("status" + body.path("status").asText("?"));
      }
      case 401 -> Verdict.tokenInvalid(code);
      case 403 -> Verdict.forbidden(code);
      case 429 -> Verdict.rateLimited(code, reply.retryAfter(now));
      default -> new Verdict.Passing(code);
    };
  }

  @Override
  public Page read(byte[] answer, Connector connector, @Nullable String cursor) {
    JsonNode body = Json.parse(answer);
    List<Reading> readings = new ArrayList<>();
    for (JsonNode clue : body.path("data")) {
      readings.add(read(clue, connector));
    }
    int page = cursor == null ? 1 : Integer.parseInt(cursor);
    boolean more = (long) page * PAGE < body.path("count").asLong(0) && !readings.isEmpty();
    return new Page(readings, more ? Integer.toString(page + 1) : null);
  }

  private Reading read(JsonNode clue, Connector connector) {
    RawRequest push =
        new RawRequest(
            "POST",
            "/in/" + connector.id(),
            null,
            Map.of("content-type", "application/json"),
            null,
            clue.toString().getBytes(UTF_8),
            Instant.EPOCH);
    return kinds.named(KIND).map(kind -> kind.read(push, connector)).orElseGet(Json::malformed);
  }
}
