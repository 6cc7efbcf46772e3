-- Ownerships that still run. Few, and changed often.
create table open_episode (
  lead_id        text        not null,
  epoch          bigint      not null,
  owner          text        not null,
  team           text,
  source         text,
  region         text[]      not null default '{}',
  product_line   text,
  test           boolean     not null default false,
  started_at     timestamptz not null,
  deadline       timestamptz not null,
  accepted_at    timestamptz,
  first_work_at  timestamptz,
  activities     int         not null default 0,
  primary key (lead_id, epoch)
);
create index open_episode_started on open_episode (started_at);

-- Ownerships that are over: written once, never changed, a partition for each month they began in.
create table episode (
  lead_id        text        not null,
  epoch          bigint      not null,
  owner          text        not null,
  team           text,
  source         text,
  region         text[]      not null,
  product_line   text,
  test           boolean     not null,
  started_at     timestamptz not null,
  deadline       timestamptz not null,
  accepted_at    timestamptz,
  first_work_at  timestamptz,
  activities     int         not null,
  ended_at       timestamptz not null,
  ending         text        not null,
  value          numeric,
  -- reckoned once, since reports read millions: seconds to the first response, share of protection
  response       double precision generated always as (
    case when first_work_at is not null
      then extract(epoch from greatest(first_work_at, started_at) - started_at)::double precision end) stored,
  used           double precision generated always as (
    least(1.0, greatest(0.0, extract(epoch from ended_at - started_at)::double precision
      / nullif(extract(epoch from deadline - started_at)::double precision, 0)))) stored,
  primary key (lead_id, epoch, started_at)
) partition by range (started_at);
create table episode_default partition of episode default;
create index episode_started on episode using brin (started_at);
create index episode_owner on episode (owner, started_at);
create index episode_team on episode (team, started_at);

-- Makes the partition of the month that holds the given instant, unless it is there.
create function episode_month(at timestamptz) returns void language plpgsql as $$
declare
  first timestamptz := date_trunc('month', at at time zone 'UTC') at time zone 'UTC';
  next  timestamptz := (date_trunc('month', at at time zone 'UTC') + interval '1 month') at time zone 'UTC';
  name  text := 'episode_' || to_char(at at time zone 'UTC', 'YYYY_MM');
begin
  if to_regclass(name) is null then
    execute format('create table %I partition of episode for values from (%L) to (%L)', name, first, next);
  end if;
exception when check_violation then
  -- the default partition holds rows of that month already and goes on holding them
  null;
end $$;

select episode_month(now()), episode_month(now() + interval '1 month');

-- Ownerships there were before this table was: those that run now.
insert into open_episode (lead_id, epoch, owner, team, started_at, deadline)
select c.lead_id, c.epoch, c.owner, c.team, coalesce(e.at, c.met_at), c.deadline
from custody c
left join ledger_entry e on e.lead_id = c.lead_id and e.epoch = c.epoch and e.made_epoch
where c.state = 'owned';
