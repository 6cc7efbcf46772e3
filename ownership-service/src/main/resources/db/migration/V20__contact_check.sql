-- What is known of a lead without anything personal; reports and detectors look here.
create table lead_dimension (
  lead_id      text primary key,
  test         boolean     not null,
  source       text,
  region       text[]      not null,
  product_line text,
  met_at       timestamptz not null
);

-- Identities of leads, readable by nobody without the key.
create table identity_hash (
  hash    text not null,
  kind    text not null,
  lead_id text not null,
  primary key (hash, kind, lead_id)
);
create index identity_hash_lead on identity_hash (lead_id);

-- Pooled leads that left circulation, as of the custody they were in.
create table archived_lead (
  lead_id text primary key,
  epoch   bigint not null
);

-- Later submissions of the same person.
create table touch (
  event_id  text primary key,
  lead_id   text        not null,
  source    text        not null,
  connector text        not null,
  at        timestamptz not null
);
create index touch_lead on touch (lead_id, at);

-- Who asked whether a contact is taken, and what he was told.
create table contact_check (
  id     bigint generated always as identity primary key,
  at     timestamptz not null,
  caller text        not null,
  kind   text        not null,
  hash   text        not null,
  answer text        not null
);
create index contact_check_caller on contact_check (caller, at);
create index contact_check_hash on contact_check (hash);

-- How often each caller asked in his present window.
create table contact_check_rate (
  caller   text primary key,
  began_at timestamptz not null,
  checks   int         not null
);
