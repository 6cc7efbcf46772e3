package dev.fairlead.embedded;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Bearer tokens for the users of an embedded installation. */
final class Tokens {

  static final String ISSUER = "https://fairlead.local";
  static final Duration DEFAULT_LIFE = Duration.ofHours(12);

  private final SigningKey key;

  Tokens(SigningKey key) {
    this.key = key;
  }

  /**
   * A token for this user.
   *
   * @param groups the roles
   * @param life counted from {@code now}, in whole seconds
   */
  String issue(String user, List<String> groups, Instant now, Duration life) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", ISSUER);
    claims.put("sub", user);
    claims.put("upn", user);
    claims.put("groups", groups);
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.plus(life).getEpochSecond());
    return key.sign(claims);
  }

  /** A token for a process of the installation itself. */
  String admin() {
    return issue("admin", List.of("admin"), Instant.now(), DEFAULT_LIFE);
  }
}
