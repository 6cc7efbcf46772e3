package dev.fairlead.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.Test;

class KnownTokensTest {

  private static final Instant START = Instant.parse("2026-03-25T00:00:00Z");
  private static final Instant END = START.plusSeconds(3600);

  private Instant now = START;
  private int verified;

  private final KnownTokens tokens =
      new KnownTokens(new Verifying(), new Now(), () -> Duration.between(START, now).toNanos());

  @Test
  void a_token_is_verified_once_in_half_a_minute() throws ParseException {
    String name = name("good");
    now = now.plusSeconds(29);

    assertThat(name("good")).isEqualTo(name).isEqualTo("alice");
    assertThat(verified).isEqualTo(1);
  }

  @Test
  void a_withdrawn_key_is_obeyed_after_half_a_minute() throws ParseException {
    name("good");
    now = now.plusSeconds(30);
    name("good");

    assertThat(verified).isEqualTo(2);
  }

  @Test
  void a_token_is_not_remembered_beyond_its_own_end() throws ParseException {
    now = END.minusSeconds(5);
    name("good");
    now = END;

    assertThatThrownBy(() -> name("good")).isInstanceOf(ParseException.class);
  }

  @Test
  void what_was_refused_is_refused_again() {
    assertThatThrownBy(() -> name("forged")).isInstanceOf(ParseException.class);
    assertThatThrownBy(() -> name("forged")).isInstanceOf(ParseException.class);
    assertThat(verified).isEqualTo(2);
  }

  private String name(String token) throws ParseException {
    return tokens.parse(token, new JWTAuthContextInfo()).getName();
  }

  private final class Verifying extends JWTCallerPrincipalFactory {
    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo context)
        throws ParseException {
      verified++;
      if (!token.equals("good") || !now.isBefore(END)) {
        throw new ParseException("refused");
      }
      JwtClaims claims = new JwtClaims();
      claims.setSubject("alice");
      claims.setExpirationTime(NumericDate.fromSeconds(END.getEpochSecond()));
      return new DefaultJWTCallerPrincipal(claims);
    }
  }

  private final class Now extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
