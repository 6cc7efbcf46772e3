-- Configured sources. Secrets are encrypted; the key is not in this database.
create table connector (
  id         text primary key,
  kind       text        not null,
  key        text        not null,
  name       text,
  enabled    boolean     not null,
  settings   text        not null,
  secrets    text        not null,
  version    int         not null,
  updated_at timestamptz not null
);

-- Every request to a known connector, byte for byte, with what became of it.
create table submission (
  id             uuid primary key,
  connector      text        not null,
  received_at    timestamptz not null,
  method         text        not null,
  path           text        not null,
  query          text,
  headers        text        not null,
  content_type   text,
  remote_ip      text,
  body           bytea       not null,
  authenticated  boolean     not null,
  correlation_id text        not null,
  traceparent    text,
  status         text        not null,
  reason         text,
  detail         text,
  errors         text,
  lead_id        uuid,
  outcome        text,
  results        text,
  replayed_at    timestamptz
);
create index submission_unsettled on submission (status, id) where status <> 'accepted';
create index submission_lead on submission (lead_id) where lead_id is not null;

-- Leads: what may be shown to anybody (facts), what only those who work on it see (person),
-- and who that is, as the ledger tells.
create table lead (
  id               uuid primary key,
  created_at       timestamptz not null,
  connector        text        not null,
  source           text        not null,
  facts            text        not null,
  person           text        not null,
  previous_lead_id uuid,
  open             boolean     not null default true,
  epoch            bigint      not null default 0,
  owner            text,
  team             text,
  helpers          text        not null default '{}',
  erased_at        timestamptz
);
create index lead_owner on lead (owner, id) where owner is not null;
create index lead_team on lead (team, id) where team is not null;

-- By what a person is known again; points to the latest lead that has it.
create table lead_identity (
  kind    text collate "C" not null,
  value   text collate "C" not null,
  scope   text collate "C" not null,
  lead_id uuid not null,
  primary key (kind, value, scope)
);
create index lead_identity_lead on lead_identity (lead_id);

-- By what a submission is known again: hashes of the sender's own id, or of the content.
create table dedupe_key (
  key     uuid primary key,
  content boolean     not null,
  lead_id uuid        not null,
  seen_at timestamptz not null
);
create index dedupe_key_lead on dedupe_key (lead_id);
create index dedupe_key_seen on dedupe_key using brin (seen_at);

-- What the roster tells us.
create table region_tree (
  id      text primary key,
  version bigint not null,
  nodes   text   not null
);
create table team (
  id       text primary key,
  managers text[] not null
);
