-- What is counted against the caps, and what is due.
alter table custody
  add column locked       boolean not null default false,
  add column won          boolean not null default false,
  add column helpers      text[]  not null default '{}',
  add column helper_until timestamptz;
update custody set locked = true
where state = 'owned' and (doc::jsonb -> 'exemptions' ->> 'locked')::boolean;
update custody set won = true where state = 'closed' and doc::jsonb ->> 'result' = 'won';
update custody c
set helpers = h.reps, helper_until = h.until
from (select lead_id, array_agg(h ->> 'repId') as reps, min((h ->> 'until')::timestamptz) as until
      from custody, jsonb_array_elements(doc::jsonb -> 'helpers') h
      where state = 'owned' group by lead_id) h
where h.lead_id = c.lead_id;
create index custody_holder on custody (owner, lead_id) where owner is not null;
create index custody_won on custody (owner) where won;
create index custody_helpers on custody using gin (helpers) where helpers <> '{}';
create index custody_helper_until on custody (helper_until) where helper_until is not null;

-- The caps as pool-service publishes them, and what is set here.
create table holding_cap (
  only_row   boolean primary key default true check (only_row),
  cap        int,
  count_won  boolean     not null,
  said_at    timestamptz not null
);
create table ledger_setting (
  only_row   boolean primary key default true check (only_row),
  version    bigint      not null,
  doc        text        not null,
  updated_at timestamptz not null
);

-- Whom a leaver's leads go to.
alter table rep add column manager text;
create index rep_teams on rep using gin (teams);
