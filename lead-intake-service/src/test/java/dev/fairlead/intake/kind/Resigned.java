package dev.fairlead.intake.kind;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Samples whose signature holds only near the time they were made, signed anew for now. A signature
 * that was wrong stays wrong, and an old one as old as it was.
 */
final class Resigned {

  private static final Instant MADE = Instant.parse("2026-10-20T08:00:00Z");

  private Resigned() {}

  static RawHttp now(RawHttp sample) {
    Duration passed = Duration.between(MADE, Instant.now());
    String kind = sample.connector();
    if (kind.startsWith("webflow/")) {
      return webflow(sample, passed);
    }
    return kind.startsWith("standard-webhooks/") ? standard(sample, passed) : sample;
  }

  private static RawHttp webflow(RawHttp sample, Duration passed) {
    String secret = Sample.json("secrets.json").path("webflow.secret").asText();
    String signed = sample.header("x-webflow-timestamp");
    String fresh = Long.toString(Long.parseLong(String.valueOf(signed)) + passed.toMillis());
    RawHttp moved = sample.with("x-webflow-timestamp", fresh);
    String right = webflow(secret, String.valueOf(signed), sample.body());
    return right.equals(sample.header("x-webflow-signature"))
        ? moved.with("x-webflow-signature", webflow(secret, fresh, sample.body()))
        : moved;
  }

  private static String webflow(String secret, String timestamp, byte[] body) {
    return Hmac.hex(secret, (timestamp + ":").getBytes(StandardCharsets.UTF_8), body);
  }

  private static RawHttp standard(RawHttp sample, Duration passed) {
    String secret = Sample.json("secrets.json").path("standard_webhooks.secret").asText();
    String id = String.valueOf(sample.header("webhook-id"));
    String signed = String.valueOf(sample.header("webhook-timestamp"));
    String fresh = Long.toString(Long.parseLong(signed) + passed.toSeconds());
    String signatures =
        String.valueOf(sample.header("webhook-signature"))
            .replace(
                standard(secret, id, signed, sample.body()),
                standard(secret, id, fresh, sample.body()));
    return sample.with("webhook-timestamp", fresh).with("webhook-signature", signatures);
  }

  private static String standard(String secret, String id, String timestamp, byte[] body) {
    byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
