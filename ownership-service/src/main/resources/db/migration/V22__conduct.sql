-- What the detectors look at: facts of the ledger, written in the transaction they happened in,
-- judged soon after. They are their own memory, so they stay for the longest window of any rule.
create table conduct_fact (
  event_id  text primary key,
  seq       bigint generated always as identity unique,
  lead_id   text        not null,
  epoch     bigint      not null,
  kind      text        not null,
  rep_id    text        not null,
  other     text,
  operator  text,
  at        timestamptz not null,
  noted_at  timestamptz not null,
  qualifying boolean    not null,
  suspect   text,
  judged_at timestamptz,
  attempts  int         not null default 0
);
create index conduct_fact_waiting on conduct_fact (seq) where judged_at is null;
create index conduct_fact_lead on conduct_fact (lead_id, at);
create index conduct_fact_suspect on conduct_fact (rep_id, suspect, at) where suspect is not null;

-- Every set of rules there was; the latest holds.
create table conduct_rules (
  version    int primary key,
  doc        text        not null,
  created_by text        not null,
  created_at timestamptz not null
);

create table violation (
  id           text primary key,
  seq          bigint generated always as identity unique,
  rule         text        not null,
  rep_id       text        not null,
  against      text,
  lead_id      text        not null,
  at           timestamptz not null,
  found_at     timestamptz not null,
  rules_version int        not null,
  evidence     text[]      not null,
  dismissed_by text,
  dismissed_at timestamptz,
  dismiss_reason text
);
create index violation_rep on violation (rep_id, rule, at);
create index violation_lead on violation (lead_id);
create index violation_at on violation (at);
