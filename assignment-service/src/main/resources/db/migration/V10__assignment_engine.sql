-- Which rotation a decision counted in, and why it no longer counts: refused by the ledger, or the
-- lead turned out to be none.
alter table decision add column rotation text, add column undone text;
create index decision_team on decision (team_id, at) where outcome = 'assigned';

-- What reports and the search for a company's owner read of a lead; still no personal data.
alter table lead
  add column company text,
  add column source  text,
  add column segment text,
  add column value   numeric;
create index lead_stream on lead (received_at, lead_id);
create index lead_company on lead (company) where company is not null;

-- When a waiting lead was told about as overdue, and when the last owner lost a lead.
alter table custody add column overdue_at timestamptz, add column left_at timestamptz;
create index custody_waiting on custody (since) where phase = 'held';

-- Who was first in contact with whom (谁先接触谁负责).
create table touch (
  lead_id  text        collate "C" not null,
  rep_id   text        not null,
  first_at timestamptz not null,
  primary key (lead_id, rep_id)
);

-- How a rep's leads ended, by segment; the empty segment is all of them.
create table result (
  rep_id  text   not null,
  segment text   not null,
  won     bigint not null,
  closed  bigint not null,
  primary key (rep_id, segment)
);

-- Penalties that lower a weight.
create table penalty (
  id     text        primary key,
  rep_id text        not null,
  until  timestamptz,
  lifted boolean     not null
);
create index penalty_rep on penalty (rep_id) where not lifted;

-- A policy that decides along without any effect.
alter table assignment_state add column shadow_run bigint;
create table shadow_run (
  seq        bigint      generated always as identity primary key,
  version    int         not null references policy_version,
  started_at timestamptz not null,
  started_by text        not null,
  ended_at   timestamptz,
  error      text
);
create table shadow_decision (
  run          bigint      not null references shadow_run,
  lead_id      text        not null,
  at           timestamptz not null,
  same         boolean     not null,
  live_outcome text        not null,
  live_rule    text,
  live_team    text,
  live_to      text,
  outcome      text        not null,
  rule         text,
  team         text,
  goes_to      text
);
create index shadow_decision_run on shadow_decision (run, same, at);

-- Draft policies tried over the recorded stream.
create table simulation (
  id         uuid        primary key,
  status     text        not null,
  request    text        not null,
  author     text        not null,
  created_at timestamptz not null,
  beat_at    timestamptz,
  done       bigint      not null default 0,
  total      bigint,
  report     text,
  error      text
);
create index simulation_open on simulation (created_at) where status in ('queued', 'running');
