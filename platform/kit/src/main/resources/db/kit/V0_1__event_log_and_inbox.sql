-- The outbox, the audit trail and the replay source in one: facts are appended, never changed.
create table event_log (
  seq            bigint generated always as identity,
  id             uuid        not null,
  topic          text        not null,
  key            text        not null,
  type           text        not null,
  source         text        not null,
  time           text        not null,
  occurred_at    timestamptz not null default now(),
  correlation_id text        not null,
  causation_id   text,
  traceparent    text,
  specversion    text        not null default '1.0',
  content_type   text        not null default 'application/json',
  payload        text        not null,
  primary key (occurred_at, seq)
) partition by range (occurred_at);

-- Catches what no monthly partition covers; the service makes those ahead of time.
create table event_log_default partition of event_log default;
create index event_log_key on event_log (key, seq);
create index event_log_id on event_log (id);

-- Makes the partition of the month that holds the given instant, unless it is there.
create function event_log_month(at timestamptz) returns void language plpgsql as $$
declare
  first timestamptz := date_trunc('month', at at time zone 'UTC') at time zone 'UTC';
  next  timestamptz := (date_trunc('month', at at time zone 'UTC') + interval '1 month') at time zone 'UTC';
  name  text := 'event_log_' || to_char(at at time zone 'UTC', 'YYYY_MM');
begin
  if to_regclass(name) is null then
    execute format('create table %I partition of event_log for values from (%L) to (%L)', name, first, next);
  end if;
end $$;

select event_log_month(now()), event_log_month(now() + interval '1 month');

-- Ids of events whose effect is in this database; written in the transaction of the effect.
create table inbox (
  event_id text collate "C" primary key,
  seen_at  timestamptz not null default now()
);
create index inbox_seen_at on inbox using brin (seen_at);

-- Records that could not be applied, byte for byte, until someone replays them.
create table dead_letter (
  id           uuid primary key,
  topic        text        not null,
  partition_no int         not null,
  offset_no    bigint      not null,
  record_key   text,
  headers      text        not null,
  body         bytea       not null,
  reason       text        not null,
  detail       text        not null,
  buried_at    timestamptz not null default now(),
  replayed_at  timestamptz,
  unique (topic, partition_no, offset_no)
);
create index dead_letter_waiting on dead_letter (buried_at) where replayed_at is null;

-- Answers of commands that came with an Idempotency-Key.
create table command_answer (
  caller      text        not null,
  key         text        not null,
  fingerprint text        not null,
  status      int         not null,
  body        text,
  answered_at timestamptz not null default now(),
  primary key (caller, key)
);
create index command_answer_at on command_answer using brin (answered_at);

create publication ${slot} for table event_log with (publish = 'insert', publish_via_partition_root = true);
