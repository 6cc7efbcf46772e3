-- Leads that a platform only announced and we fetch from there: a queue that survives us.
-- next_at says when a waiting one may be tried, and when a running one counts as abandoned;
-- attempts tells one try from another.
create table lead_fetch (
  id            uuid primary key,
  submission_id uuid        not null references submission (id) on delete cascade
    deferrable initially deferred,
  connector     text        not null,
  external_id   text        not null,
  external_key  uuid        not null,
  known         text        not null,
  status        text        not null default 'waiting',
  attempts      int         not null default 0,
  since         timestamptz not null,
  next_at       timestamptz not null,
  reason        text,
  last_error    text,
  answer        bytea,
  lead_id       uuid,
  outcome       text
);
create unique index lead_fetch_open on lead_fetch (connector, external_id)
  where status in ('waiting', 'running');
create index lead_fetch_due on lead_fetch (connector, next_at) where status in ('waiting', 'running');
create index lead_fetch_submission on lead_fetch (submission_id);
create index lead_fetch_lead on lead_fetch (lead_id) where lead_id is not null;

-- How a platform treats us on behalf of a connector, and how many calls it got in this second.
create table connector_health (
  connector    text primary key,
  status       text        not null default 'ok',
  since        timestamptz not null,
  detail       text,
  paused_until timestamptz,
  second_at    timestamptz,
  calls        int         not null default 0
);

-- Leads that their senders took back, also before we met them. Ids only.
create table withdrawn (
  external_key uuid primary key,
  connector    text        not null,
  external_id  text        not null,
  at           timestamptz not null
);

-- How far a connector that asks its platform by itself has read. next_at is a lease while it asks.
create table pull (
  connector text primary key,
  read_to   timestamptz,
  next_at   timestamptz not null,
  run       int         not null default 0,
  failures  int         not null default 0
);

-- A submission with several leads names them here; erasing one has to find it.
create index submission_results on submission using gin ((results::jsonb) jsonb_path_ops)
  where results is not null;
