alter table rep add column manager text;

-- The team whose managers hear of the lead, and the next step of the ladder while nobody follows up.
alter table lead add column team text, add column follow_up_at timestamptz;
create index lead_follow_up on lead (follow_up_at) where follow_up_at is not null;

-- What an admin changed of the matrix and of the ladder; nothing here means the defaults.
create table setting (
  name       text primary key,
  document   text        not null,
  version    int         not null,
  updated_at timestamptz not null
);

create table template (
  type       text        not null,
  language   text        not null,
  document   text        not null,
  version    int         not null,
  updated_at timestamptz not null,
  primary key (type, language)
);

-- Configured channels: webhooks and bots. Address and secrets are encrypted; the key is not in this
-- database. free_at is where the pace has got to, paused_until what the other side asked for.
create table hook (
  id              text primary key,
  kind            text        not null,
  url             text        not null,
  secrets         text        not null,
  events          text[]      not null,
  enabled         boolean     not null,
  audience        text        not null,
  language        text        not null,
  include_contact boolean     not null,
  version         int         not null,
  updated_at      timestamptz not null,
  disabled_reason text,
  failures        int         not null default 0,
  paused_until    timestamptz,
  free_at         timestamptz not null default now()
);

-- Deliveries over configured channels: of a notice to a bot, of an event to a webhook. seq is their
-- order; within one lead none goes before those that came before it.
alter table delivery
  alter column notice_id drop not null,
  add column hook           text,
  add column seq            bigint generated always as identity,
  add column event_id       text,
  add column type           text,
  add column order_key      text,
  add column body           text,
  add column sealed         boolean     not null default false,
  add column occurred_at    timestamptz,
  add column correlation_id text,
  add column traceparent    text,
  add column created_at     timestamptz not null default now(),
  add column sent_at        timestamptz,
  add check ((hook is null) = (event_id is null)),
  add check (hook is not null or notice_id is not null);
comment on column delivery.body is 'a webhook''s data, sealed when there is contact data in it; gone when it is sent. For a bot whom it is about';
alter table delivery drop constraint delivery_notice_id_channel_key;
create unique index delivery_notice on delivery (notice_id, channel) where hook is null;
create unique index delivery_hook_event on delivery (hook, event_id) where hook is not null;
drop index delivery_due;
create index delivery_due on delivery (next_at) where status = 'pending' and hook is null;
create index delivery_hook_due on delivery (hook, next_at) where status = 'pending' and hook is not null;
create index delivery_hook_order on delivery (hook, order_key, seq) where status = 'pending' and hook is not null;
create index delivery_sealed on delivery (order_key) where sealed;

-- Notices that wait for the mail that collects them.
create table digest_item (
  notice_id uuid primary key references notice (id) on delete cascade,
  person    text        not null,
  due_at    timestamptz not null,
  digest_id uuid
);
create index digest_due on digest_item (due_at, person) where digest_id is null;
create index digest_of on digest_item (digest_id) where digest_id is not null;
