package dev.fairlead.kit.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;

/**
 * Verifies a bearer token once in a while instead of with every request: a signature costs more
 * than many of the requests it comes with. A token is remembered for half a minute, and never
 * beyond its own end; a key that was withdrawn is obeyed so much later.
 */
@Alternative
@Priority(1)
@ApplicationScoped
public class KnownTokens extends JWTCallerPrincipalFactory {

  private static final Duration REMEMBERED = Duration.ofSeconds(30);
  private static final int MOST = 10_000;

  private final JWTCallerPrincipalFactory verifying;
  private final Clock clock;
  private final Cache<String, JWTCallerPrincipal> known;

  /** Remembers what the usual verification says. */
  @Inject
  public KnownTokens() {
    this(new DefaultJWTCallerPrincipalFactory(), Clock.systemUTC(), Ticker.systemTicker());
  }

  KnownTokens(JWTCallerPrincipalFactory verifying, Clock clock, Ticker ticker) {
    this.verifying = verifying;
    this.clock = clock;
    this.known =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(REMEMBERED)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  @Override
  public JWTCallerPrincipal parse(String token, JWTAuthContextInfo context) throws ParseException {
    JWTCallerPrincipal remembered = known.getIfPresent(token);
    if (remembered != null && remembered.getExpirationTime() > clock.instant().getEpochSecond()) {
      return remembered;
    }
    JWTCallerPrincipal verified = verifying.parse(token, context);
    known.put(token, verified);
    return verified;
  }
}
