package dev.fairlead.intake.fetch;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.kit.outbound.Call;
import dev.fairlead.kit.outbound.Reply;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;

/** LinkedIn's API: a response to a lead form by its id, with the form's questions. */
@Singleton
final class LinkedinApi implements Platform {

  private static final String TOKEN = "access_token";
  private static final String VERSION = "202509";
  private static final String FIELDS =
      "?fields=id,owner,leadType,leadMetadataInfo,associatedEntityInfo,versionedLeadGenFormUrn,"
          + "submittedAt,testLead,formResponse,form:(hiddenFields,creationLocale,name,id,content)";

  private final PlatformUrls urls;

  LinkedinApi(PlatformUrls urls) {
    this.urls = urls;
  }

  @Override
  public String kind() {
    return "linkedin";
  }

  @Override
  public String tokenName() {
    return TOKEN;
  }

  @Override
  public Call ask(Connector connector, String externalId) {
    return urls.get(
        connector,
        "/rest/leadFormResponses/" + encode(externalId, UTF_8) + FIELDS,
        Map.of(
            "authorization",
            "Bearer " + connector.secrets(TOKEN).getFirst(),
            "linkedin-version",
            connector.settings().text("apiVersion", VERSION),
            "x-restli-protocol-version",
            "2.0.0"));
  }

  @Override
  public Verdict judge(Reply reply, Instant now) {
    String code = "http-" + reply.status();
    return switch (reply.status()) {
      case 200 -> new Verdict.Given();
      case 401 -> Verdict.tokenInvalid(code);
      case 403 -> Verdict.forbidden(code);
      case 404, 410 -> new Verdict.Gone(code);
      case 429 -> Verdict.rateLimited(code, reply.retryAfter(now));
      default -> new Verdict.Passing(code);
    };
  }

  @Override
  public Reading read(
      byte[] answer, String externalId, Map<String, String> known, Connector connector) {
    JsonNode response = Json.parse(answer);
    return response.isObject()
        ? LinkedinLead.read(response, externalId, known, connector.settings())
        : Json.malformed();
  }
}
