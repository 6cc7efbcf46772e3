create table penalty (
  id           text primary key,
  seq          bigint generated always as identity unique,
  rep_id       text        not null,
  kind         text        not null check (kind in ('warning', 'claim-suspension', 'lower-weight')),
  until        timestamptz,
  reason       text        not null,
  lead_id      text,
  violation_id text unique,
  imposed_by   text        not null,
  imposed_at   timestamptz not null,
  lifted_by    text,
  lifted_at    timestamptz,
  lift_reason  text,
  appeal       text check (appeal in ('opened', 'upheld', 'lifted')),
  appeal_reason text,
  appealed_at  timestamptz,
  appeal_decided_by text,
  appeal_decided_at timestamptz,
  appeal_decision_reason text,
  check ((lifted_by is null) = (lifted_at is null))
);
create index penalty_rep on penalty (rep_id, seq);
