package dev.fairlead.acceptance.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.acceptance.Api;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class DeedTest {

  @Test
  void what_an_answer_promises_is_what_an_event_tells() throws IOException {
    JsonNode transferred = json("{'leadId':'l','epoch':3,'from':'ann','to':'bob','reason':'x'}");
    JsonNode activity = json("{'leadId':'l','epoch':3,'repId':'ann','at':'2026-01-02T03:04:05Z'}");

    assertThat(Deed.of("ownership.events", "transferred", transferred))
        .contains(Deed.transferred("l", "ann", "bob", 3));
    assertThat(Deed.of("ownership.events", "activity", activity))
        .contains(Deed.activity("l", "ann", "2026-01-02T03:04:05Z"));
  }

  @Test
  void the_same_at_another_epoch_is_another_deed() throws IOException {
    JsonNode released = json("{'leadId':'l','epoch':4,'from':'ann','to':'pool'}");

    assertThat(Deed.of("ownership.events", "released", released))
        .isNotEqualTo(java.util.Optional.of(Deed.released("l", "ann", 2)));
  }

  @Test
  void what_nobody_was_promised_is_no_deed() throws IOException {
    assertThat(Deed.of("ownership.events", "granted", json("{'leadId':'l'}"))).isEmpty();
  }

  private static JsonNode json(String text) throws IOException {
    return Api.JSON.readTree(text.replace('\'', '"'));
  }
}
