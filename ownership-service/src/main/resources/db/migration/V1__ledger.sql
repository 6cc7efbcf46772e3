-- Who holds each lead now. Columns are what is searched for; doc is the whole custody.
create table custody (
  lead_id    text primary key,
  state      text   not null check (state in ('assigning', 'owned', 'pooled', 'closed')),
  epoch      bigint not null,
  owner      text,
  team       text,
  deadline   timestamptz,
  doc        text   not null,
  met_at     timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check ((state = 'owned') = (deadline is not null)),
  check (state <> 'owned' or owner is not null)
);
create index custody_owner on custody (owner, deadline) where state = 'owned';
create index custody_team on custody (team) where state = 'owned';

-- Every change of custody or of its protection, in order; never changed.
-- One entry per lead and epoch has made_epoch: a second owner of an epoch cannot be written.
create table ledger_entry (
  seq            bigint generated always as identity primary key,
  lead_id        text        not null,
  at             timestamptz not null,
  epoch          bigint      not null,
  made_epoch     boolean     not null,
  cause          text        not null,
  from_owner     text,
  to_owner       text,
  operator       text        not null,
  reason         text,
  rule_id        text,
  policy_version int,
  correlation_id text        not null,
  caused_by      text,
  batch_id       text,
  state          text        not null,
  doc            text        not null
);
create unique index ledger_entry_epoch on ledger_entry (lead_id, epoch) where made_epoch;
create index ledger_entry_lead on ledger_entry (lead_id, seq);

create table activity (
  id         uuid primary key,
  lead_id    text        not null,
  epoch      bigint      not null,
  rep_id     text        not null,
  kind       text        not null,
  outcome    text,
  note       text,
  qualifying boolean     not null,
  at         timestamptz not null,
  logged_at  timestamptz not null
);
create index activity_lead on activity (lead_id, at);

-- What of the roster the ledger needs.
create table rep (
  id       text primary key,
  name     text   not null,
  teams    text[] not null,
  zone     text,
  calendar text,
  status   text   not null
);
create table team (
  id       text primary key,
  managers text[] not null
);
create table calendar (
  id       text primary key,
  holidays text[] not null,
  workdays text[] not null
);
