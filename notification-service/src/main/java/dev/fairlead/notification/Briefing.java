package dev.fairlead.notification;

import dev.fairlead.kit.event.Ending;
import dev.fairlead.notification.domain.Chiefs;
import dev.fairlead.notification.domain.Happening;
import dev.fairlead.notification.domain.Ladder;
import dev.fairlead.notification.domain.Lead;
import dev.fairlead.notification.domain.Matrix;
import dev.fairlead.notification.domain.NoticeType;
import dev.fairlead.notification.domain.Role;
import dev.fairlead.notification.domain.Told;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One batch of happenings as it is heard: what becomes of the leads, and who is to be told. */
final class Briefing {

  private final Map<String, Lead> leads;
  private final Chiefs chiefs;
  private final Matrix matrix;
  private final Ladder ladder;
  private final Map<String, Lead> changed = new LinkedHashMap<>();
  private final List<Draft> drafts = new ArrayList<>();

  Briefing(Map<String, Lead> leads, Chiefs chiefs, Matrix matrix, Ladder ladder) {
    this.leads = new HashMap<>(leads);
    this.chiefs = chiefs;
    this.matrix = matrix;
    this.ladder = ladder;
  }

  /**
   * Somebody is to be told something.
   *
   * @param eventId the event he is told of, which may be an earlier one than the one just heard
   * @param team of the lead
   */
  record Draft(
      String eventId, Heard heard, Happening happening, Told told, @Nullable String team) {}

  /** Takes in one happening. */
  Ending hear(Heard heard) {
    Happening happening = heard.happening();
    String id = happening.leadId();
    Lead before = id == null ? Lead.unknown("") : leads.getOrDefault(id, Lead.unknown(id));
    if (before.isPast(happening)) {
      return Ending.STALE;
    }
    Lead after = before.after(happening, heard.eventId(), heard.at()).on(ladder);
    remember(id, before, after);
    matrix
        .tell(happening, before, chiefs, heard.at())
        .forEach(
            told -> drafts.add(new Draft(heard.eventId(), heard, happening, told, after.team())));
    tellWhatWaited(heard, before, after);
    return Ending.APPLIED;
  }

  /** A touch may be heard before the grant that made somebody its lead's owner. */
  private void tellWhatWaited(Heard heard, Lead before, Lead after) {
    String owner = after.owner();
    if (owner == null
        || !(heard.happening() instanceof Happening.Granted)
        || matrix.channels(NoticeType.TOUCHED, Role.OWNER).isEmpty()) {
      return;
    }
    for (Lead.Touch touch : before.untoldSince(heard.at())) {
      Happening touched = new Happening.Touched(after.id(), touch.source());
      Told told = new Told(owner, NoticeType.TOUCHED, Role.OWNER);
      drafts.add(new Draft(touch.eventId(), heard, touched, told, after.team()));
    }
  }

  private void remember(@Nullable String id, Lead before, Lead after) {
    if (id != null && !after.equals(before)) {
      leads.put(id, after);
      changed.put(id, after);
    }
  }

  /** The leads that are not as they were. */
  Collection<Lead> changed() {
    return changed.values();
  }

  /**
   * What a lead is about, once the whole batch is heard: a lead that was erased later in it is
   * about nothing any more.
   */
  @Nullable String about(@Nullable String leadId) {
    Lead lead = leadId == null ? null : leads.get(leadId);
    return lead == null ? null : lead.summary().line();
  }

  /** Who is to be told, in the order it was heard. */
  List<Draft> drafts() {
    return drafts;
  }
}
