-- Pools as they are configured; position is the stable order in which conditions are asked.
create table pool (
  id         text primary key,
  position   bigint generated always as identity,
  is_default boolean not null,
  version    int     not null,
  document   text    not null
);
create unique index pool_one_default on pool (is_default) where is_default;

-- Every version of every pool; its sequence is the version of the whole configuration.
create table pool_version (
  seq        bigint generated always as identity primary key,
  pool_id    text        not null,
  version    int         not null,
  document   text,
  changed_at timestamptz not null,
  changed_by text        not null
);

create table pool_settings (
  id       int primary key check (id = 1),
  version  int  not null,
  document text not null
);

-- Reps, teams, calendars and the region tree, as the roster last told of them.
create table roster (
  kind    text    not null,
  id      text    not null,
  body    jsonb   not null,
  deleted boolean not null,
  version bigint  not null default 1,
  primary key (kind, id)
);

-- What a lead is; the contact is the only personal data here, and goes with an erasure.
create table lead_facts (
  lead_id     text primary key,
  facts       jsonb,
  contact     jsonb,
  received_at timestamptz,
  erased      boolean not null default false
);

-- Who holds each lead, by the ledger's word, and when its owner's clock speaks next.
create table custody (
  lead_id  text primary key,
  epoch    bigint  not null,
  state    text    not null,
  owner    text,
  pool_id  text,
  deadline timestamptz,
  frozen   boolean not null,
  result   text,
  next_at  timestamptz,
  body     text    not null
) with (fillfactor = 80);
create index custody_due on custody (next_at) where next_at is not null;
create index custody_owner on custody (owner, state) where owner is not null;
create index custody_deadline on custody (deadline) where state = 'OWNED';

-- Every owner a lead has had; until is empty while he still owns it.
create table earlier_owner (
  lead_id  text        not null,
  epoch    bigint      not null,
  owner    text        not null,
  team     text,
  begun_at timestamptz not null,
  until    timestamptz,
  primary key (lead_id, epoch)
);

-- Leads nobody owns. The primary key keeps a lead out of a second pool. While a claim waits for
-- the ledger the row stays, so that a refusal puts the lead back at its place.
create table pooled_lead (
  lead_id       text primary key,
  epoch         bigint      not null,
  pool_id       text references pool (id),
  cause         text        not null,
  asked_pool    text,
  pooled_at     timestamptz not null,
  available_at  timestamptz not null,
  claim_id      uuid,
  waits_for     text,
  tried_version bigint      not null default 0,
  correlation_id text       not null,
  causation_id   text,
  traceparent    text       not null,
  check ((pool_id is null) = (waits_for is not null))
);
create index pooled_lead_listed on pooled_lead (pool_id, pooled_at, lead_id);
create index pooled_lead_waiting on pooled_lead (pooled_at) where pool_id is null;

-- Claims and assignments out of pools. The id is the id of the proposal, which the ledger's answer
-- names; one living claim per lead and epoch.
create table claim (
  id         uuid primary key,
  lead_id    text        not null,
  epoch      bigint      not null,
  pool_id    text        not null,
  rep_id     text        not null,
  cause      text        not null,
  state      text        not null,
  claimed_at timestamptz not null
);
create unique index claim_one_winner on claim (lead_id, epoch) where state <> 'LOST';
create index claim_of_rep on claim (rep_id, pool_id, claimed_at);
create index claim_pending on claim (rep_id) where state = 'PENDING';

create table suspension (
  penalty_id text primary key,
  rep_id     text    not null,
  until      timestamptz,
  lifted     boolean not null
);
create index suspension_of_rep on suspension (rep_id) where not lifted;
