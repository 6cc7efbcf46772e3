package dev.fairlead.ownership.domain;

import dev.fairlead.ownership.domain.Custody.Assigning;
import dev.fairlead.ownership.domain.Custody.Helper;
import dev.fairlead.ownership.domain.Custody.Owned;
import dev.fairlead.ownership.domain.Outcome.Applied;
import dev.fairlead.ownership.domain.Outcome.Refusal;
import dev.fairlead.ownership.domain.Outcome.Refused;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** Who helps (协作人). Helping makes nobody accountable and changes no epoch. */
final class Helping {

  private static final String EXPIRED = "expired";
  private static final String REMOVED = "removed";

  private Helping() {}

  static Outcome add(Owned o, Helper helper) {
    if (o.owner().equals(helper.repId())) {
      return new Refused(Refusal.SAME_OWNER);
    }
    if (o.helpers().contains(helper)) {
      return Applied.of(o);
    }
    return Applied.of(o.withHelper(helper), new LedgerFact.HelperAdded(helper));
  }

  static Outcome remove(Custody custody, LedgerCommand.RemoveHelper c) {
    if (!has(custody.helpers(), c.repId())) {
      return new Refused(Refusal.NO_HELPER);
    }
    String reason = c.reason() == null ? REMOVED : c.reason();
    return without(custody, h -> h.repId().equals(c.repId()), reason);
  }

  static Outcome expire(Custody custody, Instant now) {
    return without(custody, h -> !h.isActive(now), EXPIRED);
  }

  static boolean has(List<Helper> helpers, String repId) {
    return helpers.stream().anyMatch(h -> h.repId().equals(repId));
  }

  private static Outcome without(Custody custody, Predicate<Helper> gone, String reason) {
    List<Helper> kept = custody.helpers().stream().filter(gone.negate()).toList();
    List<LedgerFact> facts =
        custody.helpers().stream()
            .filter(gone)
            .<LedgerFact>map(h -> new LedgerFact.HelperRemoved(h.repId(), reason))
            .toList();
    return switch (custody) {
      case Owned o -> new Applied(o.with(kept), facts);
      case Assigning a -> new Applied(a.with(kept), facts);
      case Custody.Pooled p -> Applied.of(p);
      case Custody.Closed c -> Applied.of(c);
    };
  }
}
