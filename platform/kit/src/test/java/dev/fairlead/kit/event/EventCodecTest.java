package dev.fairlead.kit.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.events.EventType;
import dev.fairlead.events.LeadEvent;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class EventCodecTest {

  private static final EventType TYPE = EventType.of(LeadEvent.Erased.class);

  @Test
  void anEventCarriesItsFlowOn() throws Undecodable {
    RecordHeaders headers = headers();
    headers.add("ce_correlationid", bytes("the-submission"));
    headers.add("traceparent", bytes("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));

    Envelope envelope = EventCodec.decode(TYPE, headers, bytes("{\"leadId\":\"x\",\"new\":1}"));

    assertThat(envelope.event()).isEqualTo(new LeadEvent.Erased("x"));
    assertThat(envelope.flow().correlationId()).isEqualTo("the-submission");
    assertThat(envelope.flow().causationId()).isEqualTo("e1");
    assertThat(envelope.flow().traceparent())
        .startsWith("00-0af7651916cd43dd8448eb211c80319c-")
        .doesNotContain("b7ad6b7169203331");
  }

  @Test
  void aHeaderWithoutAValueIsAnAbsentOne() throws Undecodable {
    RecordHeaders headers = headers();
    headers.add("ce_causationid", null);

    assertThat(EventCodec.decode(TYPE, headers, bytes("{\"leadId\":\"x\"}")).causationId())
        .isNull();
  }

  @Test
  void whatIsWrongIsToldWithoutQuotingTheBody() {
    assertThatThrownBy(
            () -> EventCodec.decode(TYPE, headers(), bytes("{\"leadId\":[13800138000]}")))
        .isInstanceOf(Undecodable.class)
        .hasMessageContaining("/leadId")
        .hasMessageNotContaining("138");
  }

  @Test
  void anEventWithoutItsLeadIsNone() {
    assertThatThrownBy(() -> EventCodec.decode(TYPE, headers(), bytes("{}")))
        .isInstanceOf(Undecodable.class);
  }

  @Test
  void anEventWithoutAnIdIsNone() {
    RecordHeaders headers = headers();
    headers.remove("ce_id");

    assertThatThrownBy(() -> EventCodec.decode(TYPE, headers, bytes("{\"leadId\":\"x\"}")))
        .isInstanceOf(Undecodable.class)
        .hasMessageContaining("ce_id");
  }

  private static RecordHeaders headers() {
    RecordHeaders headers = new RecordHeaders();
    headers.add("ce_id", bytes("e1"));
    headers.add("ce_source", bytes("/fairlead/lead-intake-service"));
    headers.add("ce_type", bytes(TYPE.name()));
    headers.add("ce_time", bytes("2026-03-25T07:30:00Z"));
    return headers;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
