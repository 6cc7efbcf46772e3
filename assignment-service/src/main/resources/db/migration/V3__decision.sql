-- What is known of a lead for deciding on it; no personal data.
create table lead (
  lead_id     text collate "C" primary key,
  facts       text        not null,
  received_at timestamptz not null
);

-- Who holds a lead, as the ledger last said, and how far assignment is with it.
create table custody (
  lead_id        text collate "C" primary key,
  state          text   not null default 'assigning',
  epoch          bigint not null default 0,
  owner          text,
  last_owner     text,
  holder         text,
  stage          text,
  phase          text   not null default 'idle',
  decision_id    uuid,
  reason         text,
  gates          text   not null default '',
  since          timestamptz,
  retry_at       timestamptz,
  correlation_id text
);
create index custody_held on custody (retry_at) where phase = 'held';

-- Reps a lead was offered to and must not be offered to again.
create table offer (
  lead_id text collate "C" not null,
  rep_id  text   not null,
  epoch   bigint not null,
  ended   text,
  primary key (lead_id, rep_id)
);

-- How many leads a rep has open: owned, or proposed and not yet answered.
create table rep_load (
  rep_id text collate "C" primary key,
  open   int not null default 0
);

-- A rotation and its turn; the row's lock is the rotation's lock.
create table rotation (
  id   text collate "C" primary key,
  turn bigint not null default 0
);

create table rotation_member (
  rotation   text collate "C" not null references rotation,
  rep_id     text   not null,
  weight     double precision not null,
  got        bigint not null,
  calibrated double precision not null,
  last_turn  bigint not null,
  primary key (rotation, rep_id)
);

create table decision (
  id             uuid        primary key,
  lead_id        text        not null,
  epoch          bigint      not null,
  at             timestamptz not null,
  outcome        text        not null,
  cause          text        not null,
  policy_version int         not null,
  roster_version bigint      not null,
  rule_id        text,
  rep_id         text,
  team_id        text,
  operator       text,
  document       text        not null
);
create index decision_lead on decision (lead_id, at);
create index decision_rate on decision (rep_id, at) where outcome = 'assigned';
