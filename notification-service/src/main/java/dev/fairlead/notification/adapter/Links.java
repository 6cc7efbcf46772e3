package dev.fairlead.notification.adapter;

import dev.fairlead.kit.secret.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Addresses of this installation as people reach it from outside. */
@ApplicationScoped
public class Links {

  private static final String PURPOSE = "unsubscribe";

  private final Secrets secrets;
  private final String publicUrl;
  private final String leadPath;

  Links(
      Secrets secrets,
      @ConfigProperty(name = "fairlead.notification.public-url") String publicUrl,
      @ConfigProperty(name = "fairlead.notification.lead-path") String leadPath) {
    this.secrets = secrets;
    this.publicUrl = publicUrl.replaceFirst("/+$", "");
    this.leadPath = leadPath;
  }

  /** What somebody does not want by mail any more. */
  public record Unwanted(String person, String type) {}

  /** Where a lead is shown; null without a lead. */
  public @Nullable String lead(@Nullable String leadId) {
    return leadId == null
        ? null
        : publicUrl
            + leadPath.replace("{leadId}", URLEncoder.encode(leadId, StandardCharsets.UTF_8));
  }

  /** Where a person switches mails of this kind off; null when nothing can be signed here. */
  public @Nullable String unsubscribe(String person, String type) {
    if (!secrets.canKeep()) {
      return null;
    }
    String text = person + "\n" + type;
    return publicUrl
        + "/api/notification/unsubscribe?token="
        + encode(text.getBytes(StandardCharsets.UTF_8))
        + "."
        + encode(secrets.mark(PURPOSE, text));
  }

  /** What a token says; empty when it is not one of ours. */
  public Optional<Unwanted> verify(@Nullable String token) {
    int dot = token == null ? -1 : token.indexOf('.');
    if (token == null || dot < 0 || !secrets.canKeep()) {
      return Optional.empty();
    }
    try {
      String text =
          new String(
              Base64.getUrlDecoder().decode(token.substring(0, dot)), StandardCharsets.UTF_8);
      byte[] mark = Base64.getUrlDecoder().decode(token.substring(dot + 1));
      int end = text.lastIndexOf('\n');
      return end < 0 || !MessageDigest.isEqual(mark, secrets.mark(PURPOSE, text))
          ? Optional.empty()
          : Optional.of(new Unwanted(text.substring(0, end), text.substring(end + 1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
