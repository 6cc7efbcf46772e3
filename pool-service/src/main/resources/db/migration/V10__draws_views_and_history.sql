-- Who gave it, and what became of the lead afterwards: how the claim ended (won, lost, returned,
-- recycled …), for the conversion after claims.
alter table claim
  add column operator text,
  add column reason   text,
  add column draw_id  uuid,
  add column result   text,
  add column ended_at timestamptz;
create index claim_running on claim (lead_id) where state = 'GRANTED' and result is null;
create index claim_unanswered on claim (claimed_at) where state = 'PENDING';
create index claim_of_pool on claim (pool_id, claimed_at);
create index claim_won on claim (rep_id, claimed_at) where state <> 'LOST';
create index claim_kept on claim (rep_id, pool_id) where result = 'won';

-- A fair window: claims for one pooled lead are collected until draw_at. The seed is made when the
-- window opens, its hash told to everybody who enters, itself only after the draw.
create table draw (
  id        uuid primary key,
  lead_id   text        not null,
  epoch     bigint      not null,
  pool_id   text        not null,
  rule      text        not null,
  seed      text        not null,
  seed_hash text        not null,
  opened_at timestamptz not null,
  draw_at   timestamptz not null,
  drawn_at  timestamptz
);
create unique index draw_open on draw (lead_id, epoch) where drawn_at is null;
create index draw_due on draw (draw_at) where drawn_at is null;

-- Who entered a window. The id becomes that of the claim if he wins.
create table draw_entry (
  id             uuid primary key,
  draw_id        uuid        not null references draw (id),
  lead_id        text        not null,
  rep_id         text        not null,
  state          text        not null,
  reason         text,
  number         text,
  entered_at     timestamptz not null,
  correlation_id text        not null,
  traceparent    text        not null
);
create unique index draw_entry_once on draw_entry (draw_id, rep_id) where state <> 'WITHDRAWN';

-- Every stay in a pool, and every time somebody's lead was given back or taken from him.
create table pooling (
  lead_id   text        not null,
  epoch     bigint      not null,
  pool_id   text        not null,
  cause     text        not null,
  pooled_at timestamptz not null,
  primary key (lead_id, epoch, pool_id)
);
create index pooling_of_pool on pooling (pool_id, pooled_at);

create table lead_return (
  lead_id     text        not null,
  epoch       bigint      not null,
  rep_id      text        not null,
  cause       text        not null,
  reason      text,
  returned_at timestamptz not null,
  primary key (lead_id, epoch)
);

create table lead_work (
  lead_id    text primary key,
  touches    int not null default 0,
  activities int not null default 0
);

-- Details opened by reps: one view of a lead a day counts once.
create table lead_view (
  rep_id  text not null,
  day     date not null,
  pool_id text not null,
  lead_id text not null,
  primary key (rep_id, day, pool_id, lead_id)
);
create index lead_view_day on lead_view using brin (day);

-- Whether the settings were ever told, so that one replica tells them when nobody has set any.
create table pool_settings_told (id int primary key check (id = 1));
