-- An instant as JSON says it elsewhere.
create function utc_text(at timestamptz) returns text language sql immutable as $$
  select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;

create table dispute (
  id          text primary key,
  seq         bigint generated always as identity unique,
  lead_id     text        not null,
  epoch       bigint      not null,
  claimant    text        not null,
  owner       text        not null,
  team        text,
  claim       text        not null,
  wants       text        not null check (wants in ('ownership', 'split')),
  evidence    text[]      not null,
  opened_at   timestamptz not null,
  decide_by   timestamptz not null,
  overdue_at  timestamptz,
  state       text        not null check (state in ('open', 'decided', 'withdrawn', 'moot')),
  outcome     text,
  reason      text,
  credit      jsonb,
  ended_by    text,
  ended_at    timestamptz,
  pack        jsonb       not null,
  check ((state = 'open') = (ended_at is null))
);
create unique index dispute_one_open on dispute (lead_id, claimant) where state = 'open';
create index dispute_lead on dispute (lead_id, seq);
create index dispute_due on dispute (decide_by) where state = 'open' and overdue_at is null;
create index dispute_owner on dispute (owner, seq);
create index dispute_claimant on dispute (claimant, seq);

create table dispute_statement (
  seq        bigint generated always as identity primary key,
  dispute_id text        not null references dispute (id),
  author     text        not null,
  words      text        not null,
  evidence   text[]      not null,
  at         timestamptz not null
);
create index dispute_statement_of on dispute_statement (dispute_id, seq);

-- To whom a lead counts when it is won, where a dispute was decided by splitting.
create table lead_credit (
  lead_id    text             not null,
  rep_id     text             not null,
  team       text,
  share      double precision not null check (share > 0 and share <= 1),
  dispute_id text             not null,
  primary key (lead_id, rep_id)
);
