package dev.fairlead.acceptance.bench;

import java.util.List;

/**
 * One service's tables, what fills them, and the statements that are looked at: those of its hot
 * paths and those that run again and again by the clock.
 *
 * @param module of the service whose migrations make the tables
 * @param script that fills them
 * @param sources where the probes' files are
 */
record GrowthScene(String module, String script, String sources, List<GrowthProbe> probes) {

  private static final String SOME = "generate_series(1, :n, greatest(1, :n / 500)) n";

  static final List<GrowthScene> ALL =
      List.of(
          new GrowthScene(
              "lead-intake-service",
              "growth-intake.sql",
              "lead-intake-service/src/main/java/dev/fairlead/intake",
              List.of(
                  new GrowthProbe(
                      "leads: duplicates of 128 arrivals",
                      "adapter/MeetingPoints.java",
                      "RECALL",
                      """
                      array_fill('phone'::text, array[128]),
                      array(select 'phone' || n * (:n / 64) from generate_series(1, 128) n),
                      array_fill(''::text, array[128]),
                      array(select md5('key' || n * (:n / 64))::uuid from generate_series(1, 128) n)
                      """))),
          new GrowthScene(
              "pool-service",
              "growth-events.sql",
              "platform/kit/src/main/java/dev/fairlead/kit",
              List.of(
                  new GrowthProbe(
                      "events: 500 ids into the inbox",
                      "event/Inbox.java",
                      "TAKE",
                      "array(select md5('new' || n) from " + SOME + ")"),
                  new GrowthProbe(
                      "events: 500 facts into the log",
                      "event/EventLog.java",
                      "APPEND",
                      """
                      array(select gen_random_uuid() from %1$s), array(select 't' from %1$s),
                      array(select 'k' || n from %1$s), array(select 'y' from %1$s), 's',
                      array(select now()::text from %1$s), array(select now() from %1$s),
                      array(select 'c' from %1$s), array(select 'c' from %1$s),
                      array(select 't' from %1$s), array(select repeat('p', 600) from %1$s)
                      """
                          .formatted(SOME)))),
          new GrowthScene(
              "ownership-service",
              "growth-ownership.sql",
              "ownership-service/src/main/java/dev/fairlead/ownership",
              List.of(
                  new GrowthProbe(
                      "leads: 500 custodies of the ledger, locked",
                      "adapter/Custodies.java",
                      "LOCK",
                      "array(select 'lead-' || n from " + SOME + ")"),
                  new GrowthProbe(
                      "leads: what 64 reps hold",
                      "adapter/Holders.java",
                      "COUNT",
                      "array(select 'rep-' || n * (:n / 100) / 64 from generate_series(0, 63) n),"
                          + " true"),
                  new GrowthProbe(
                      "leads: is this contact taken?",
                      "contact/adapter/IdentityHashes.java",
                      "HOLDER",
                      "'phone', array['hash-' || :n / 2]"),
                  new GrowthProbe(
                      "facts: those that detectors have not seen",
                      "conduct/adapter/ConductFacts.java",
                      "TAKE",
                      "5, 500"))),
          new GrowthScene(
              "pool-service",
              "growth-pool.sql",
              "pool-service/src/main/java/dev/fairlead/pool",
              List.of(
                  new GrowthProbe(
                      "protected: 500 of 1,000 due clocks",
                      "adapter/Custodies.java",
                      "DUE",
                      "now(), 500"),
                  new GrowthProbe(
                      "protected: a page of the forecast",
                      "adapter/Endings.java",
                      "ITEMS",
                      "now() + interval '7 days', null, null, null, null, null,"
                          + " now() + interval '2 days', 'lead-1', 100"),
                  new GrowthProbe(
                      "pooled: 64 claims take their leads",
                      "adapter/PooledLeads.java",
                      "TAKE",
                      """
                      array(select 'pooled-' || n * (:n / 64) from generate_series(1, 64) n),
                      array_fill('pool'::text, array[64]), array_fill(2::bigint, array[64]),
                      array(select gen_random_uuid() from generate_series(1, 64) n)
                      """),
                  new GrowthProbe(
                      "claims: the quotas of 64 reps",
                      "adapter/Claims.java",
                      "TALLY",
                      "array(select 'claimer-' || n from generate_series(1, 64) n),"
                          + " array_fill('pool'::text, array[64]), now() - interval '1 day',"
                          + " now()"))),
          new GrowthScene(
              "notification-service",
              "growth-notification.sql",
              "notification-service/src/main/java/dev/fairlead/notification",
              List.of(
                  new GrowthProbe(
                      "notices: a page of somebody's inbox",
                      "adapter/Notices.java",
                      "INBOX",
                      "'rep-7', 1000000000, true, 50"),
                  new GrowthProbe(
                      "notices: 100 deliveries that are due",
                      "adapter/Deliveries.java",
                      "CLAIM",
                      "100, 60"),
                  new GrowthProbe(
                      "leads: whose follow-up is overdue",
                      "adapter/Leads.java",
                      "OVERDUE",
                      "now(), 100"),
                  new GrowthProbe(
                      "deliveries: forgetting when none is old",
                      "channel/DueWork.java",
                      "FORGET_DELIVERIES",
                      "now() - interval '180 days'"),
                  new GrowthProbe(
                      "notices: forgetting when none is old",
                      "channel/DueWork.java",
                      "FORGET_NOTICES",
                      "now() - interval '180 days'"))),
          new GrowthScene(
              "assignment-service",
              "growth-assignment.sql",
              "assignment-service/src/main/java/dev/fairlead/assignment",
              List.of(
                  new GrowthProbe(
                      "decisions: what 200 reps got today",
                      "decision/adapter/Counters.java",
                      "GIVEN",
                      "array(select 'rep-' || n from generate_series(1, 200) n),"
                          + " array_fill('day'::text, array[200]),"
                          + " array_fill(now() - interval '1 day', array[200])"),
                  new GrowthProbe(
                      "leads: who owns others of the company",
                      "decision/adapter/Leads.java",
                      "COMPANY_OWNERS",
                      "array(select 'lead-' || lpad((n / 10 * 10 + 1)::text, 8, '0') from "
                          + SOME
                          + ")"),
                  new GrowthProbe(
                      "leads: the same for a tenth of all leads",
                      "decision/adapter/Leads.java",
                      "COMPANY_OWNERS",
                      "array(select 'lead-' || lpad((n * 10)::text, 8, '0')"
                          + " from generate_series(1, 20) n)"),
                  new GrowthProbe(
                      "leads: 1,000 of a recording",
                      "simulation/adapter/Stream.java",
                      "PAGE",
                      "now() - (10000000 - :n / 2) * interval '1 second', '', now(), 1000"),
                  new GrowthProbe(
                      "roster: 1,000 reps as of a version",
                      "roster/adapter/RosterEntries.java",
                      "AS_OF",
                      ":n - 10"))));
}
