package dev.fairlead.kit.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "08006", // the connection broke
        "40001", // somebody else was faster
        "53100", // the disk is full
        "55P03", // a lock was not to be had
        "57P01", // the server goes down
        "25P03", // the process stood still in a transaction
      })
  void what_passes_by_itself_is_tried_again(String state) {
    assertThat(Failures.isPassing(new RuntimeException(failed(state)))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"22001", "23505", "25P02", "42703"})
  void what_a_record_brings_with_it_is_not(String state) {
    assertThat(Failures.isPassing(new RuntimeException(failed(state)))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Timeout",
        "Connection is not active now, current status: CLOSED",
        "Pending requests failed to be sent due to connection has been closed.",
      })
  void what_the_client_says_of_connections_passes(String words) {
    assertThat(Failures.isPassing(new RuntimeException(new NoStackTraceThrowable(words)))).isTrue();
  }

  @Test
  void other_words_of_the_client_do_not() {
    assertThat(Failures.isPassing(new NoStackTraceThrowable("null value in parameter"))).isFalse();
  }

  @Test
  void a_broken_connection_passes_and_a_mistake_does_not() {
    assertThat(Failures.isPassing(new IOException("reset"))).isTrue();
    assertThat(Failures.isPassing(new IllegalArgumentException("mistake"))).isFalse();
  }

  private static PgException failed(String state) {
    return new PgException("refused", "ERROR", state, "no detail");
  }
}
