package dev.fairlead.acceptance.bench;

/**
 * Something for {@code pgbench} to do.
 *
 * @param tables made before, in a database of their own
 */
record PgWork(String name, String tables, String transaction) {

  /** Two inserts per transaction, one like a submission and one like an event. */
  static final PgWork TWO_INSERTS =
      new PgWork(
          "pgbench, 2 inserts/tx, 20 clients",
          """
          create table submission (
            id uuid primary key, received_at timestamptz not null, connector text not null,
            content_type text not null, headers text not null, body bytea not null,
            status text not null, lead_id uuid not null);
          create table event_log (
            seq bigint generated always as identity primary key, id uuid not null unique,
            topic text not null, key text not null, type text not null,
            occurred_at timestamptz not null, correlation_id text not null, payload text not null);
          """,
          """
          begin;
          insert into submission values (gen_random_uuid(), now(), 'api/leads', 'application/json',
            repeat('h', 200), convert_to(repeat('b', 400), 'UTF8'), 'accepted', gen_random_uuid());
          insert into event_log (id, topic, key, type, occurred_at, correlation_id, payload)
            values (gen_random_uuid(), 'lead.events', gen_random_uuid()::text,
            'dev.fairlead.lead.received.v1', now(), gen_random_uuid()::text, repeat('p', 800));
          commit;
          """);

  /** A single row taken by a conditional update: what a claim cannot do without. */
  static final PgWork CONDITIONAL_UPDATE =
      new PgWork(
          "pgbench, conditional update, 20 clients",
          """
          create table lead (id int primary key, owner int) with (fillfactor = 50);
          insert into lead select n, null from generate_series(1, 100000) as n;
          """,
          """
          \\set lead random(1, 100000)
          update lead set owner = :client_id where id = :lead and owner is null;
          """);
}
