-- Clocks: why each ends and by whose rules; what leaves circulation; changed rules being applied.

alter table custody
  add column reason      text,
  add column team        text,
  add column rules_pool  text,
  add column provisional boolean not null default false;

drop index custody_deadline;
-- The end of each owner's time, whatever ends it; empty while nobody can say when it is.
create index custody_ending on custody (deadline, lead_id) where deadline is not null;
create index custody_provisional on custody (lead_id) where provisional;

alter table pooled_lead
  add column rounds     int     not null default 0,
  add column archive_at timestamptz,
  add column archived   boolean not null default false;
create index pooled_lead_outdated on pooled_lead (archive_at)
  where archive_at is not null and not archived;

-- Changed rules on their way to the running clocks, page by page.
create table rules_application (
  id         uuid primary key,
  pool_id    text,
  grace      timestamptz not null,
  begun_at   timestamptz not null,
  begun_by   text        not null,
  after_lead text        not null default '',
  seen       bigint      not null default 0,
  changed    bigint      not null default 0,
  ended_at   timestamptz
);
create index rules_application_open on rules_application (begun_at) where ended_at is null;

-- Custodies of the first version keep their clocks: what was flat is now grouped.
with held as (
  select lead_id, body::jsonb as body, body::jsonb -> 'holder' as h
  from custody where state = 'OWNED' and body::jsonb -> 'holder' is not null
)
update custody c set
  team = held.h ->> 'team',
  frozen = coalesce((held.h ->> 'locked')::boolean, false),
  reason = case when held.h ->> 'acceptBy' < held.h ->> 'deadline' then 'not-accepted'
                else 'no-follow-up' end,
  body = jsonb_strip_nulls(
    held.body - 'holder' || jsonb_build_object('rounds', 0, 'holder', jsonb_build_object(
      'owner', held.h -> 'owner', 'team', held.h -> 'team', 'pool', held.h -> 'pool',
      'protection', jsonb_build_object(
        'acquiredAt', held.h -> 'armedAt', 'deadline', held.h -> 'deadline',
        'hardEnd', held.h -> 'deadline', 'acceptBy', held.h -> 'acceptBy', 'accepted', held.h ->> 'acceptBy' is null),
      'exemptions', jsonb_build_object(
        'locked', coalesce(held.h -> 'locked', 'false'), 'disputes', '[]'::jsonb),
      'rules', jsonb_build_object(
        'warn', '["P3D","P1D","P0D"]'::jsonb, 'recycle', '[]'::jsonb, 'workingDays', false,
        'minimumNotice', 'PT1H', 'provisional', false),
      'dues', case when held.h ->> 'acceptBy' is null then '[]'::jsonb
              else jsonb_build_array(jsonb_build_object(
                'reason', 'NOT_ACCEPTED', 'at', held.h -> 'acceptBy',
                'deadline', held.h -> 'acceptBy')) end
              || jsonb_build_array(jsonb_build_object(
                'reason', 'NO_FOLLOW_UP', 'at', held.h -> 'deadline',
                'deadline', held.h -> 'deadline')),
      'course', jsonb_build_object(
        'armedAt', held.h -> 'armedAt', 'warnedAt', held.h -> 'warnedAt',
        'proposed', held.h ->> 'lapsed' is not null, 'retryAt', held.h -> 'retryAt'),
      'origin', held.h -> 'origin')))::text
from held where held.lead_id = c.lead_id;
update custody set deadline = null where frozen or state <> 'OWNED';
