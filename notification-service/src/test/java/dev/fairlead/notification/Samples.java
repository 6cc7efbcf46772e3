package dev.fairlead.notification;

import dev.fairlead.events.Contact;
import dev.fairlead.events.LeadEvent;
import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.events.PoolEvent;
import dev.fairlead.events.RosterEvent;
import dev.fairlead.events.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events as the other services publish them. */
final class Samples {

  static final Terms TERMS = new Terms("P10D", "P3D", "P20D", null, "calendar");

  private Samples() {}

  static String newId(String kind) {
    return kind + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  static LeadEvent.Received received(String lead, String company) {
    return new LeadEvent.Received(
        lead,
        "form",
        "form/site",
        null,
        new Contact("Jane Roe", null, null, "jane@example.org", null, null, null, null, null),
        company,
        null,
        List.of("中国", "华东区", "上海"),
        null,
        null,
        null,
        null,
        null,
        null,
        "pumps",
        null,
        "please call",
        LeadEvent.Attribution.NONE,
        List.of(),
        List.of(),
        Instant.now(),
        null,
        false,
        false);
  }

  static LeadEvent.Touched touched(String lead) {
    return new LeadEvent.Touched(lead, "form", "form/site", Instant.now(), null);
  }

  static OwnershipEvent.Granted granted(String lead, long epoch, String owner) {
    return granted(lead, epoch, owner, "assigned", null);
  }

  static OwnershipEvent.Granted granted(
      String lead, long epoch, String owner, String cause, @Nullable Instant acceptBy) {
    Instant now = Instant.now();
    return new OwnershipEvent.Granted(
        lead,
        epoch,
        owner,
        "team-a",
        cause,
        null,
        now,
        now.plus(Duration.ofDays(10)),
        now.plus(Duration.ofDays(20)),
        acceptBy,
        TERMS,
        "rule",
        null);
  }

  static OwnershipEvent.Released recycled(String lead, long epoch, String from) {
    return new OwnershipEvent.Released(
        lead, epoch, from, "recycled", "pool", null, null, null, null);
  }

  static PoolEvent.Expiring expiring(String lead, long epoch, String owner) {
    return new PoolEvent.Expiring(
        lead, epoch, owner, Instant.now().plus(Duration.ofDays(1)), "P1D");
  }

  static RosterEvent.Rep rep(
      String id, String name, @Nullable String email, @Nullable String language) {
    return new RosterEvent.Rep(
        id,
        name,
        List.of("team-a"),
        List.of(),
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        List.of(),
        null,
        1,
        "Asia/Shanghai",
        Map.of(),
        null,
        "active",
        email,
        null,
        language,
        false);
  }

  static RosterEvent.Team team(String id, String... managers) {
    return new RosterEvent.Team(id, id, null, null, List.of(managers), false);
  }
}
