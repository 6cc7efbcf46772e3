-- Who can be told: what this service needs of the roster.
create table rep (
  id       text primary key,
  name     text        not null,
  email    text,
  language text,
  zone     text,
  teams    text[]      not null,
  gone     boolean     not null,
  as_of    timestamptz not null
);

create table team (
  id       text primary key,
  name     text        not null,
  managers text[]      not null,
  gone     boolean     not null,
  as_of    timestamptz not null
);

-- What a lead is about and who has to do with it; no contact data, ever.
create table lead (
  id           text primary key,
  epoch        bigint  not null default 0,
  owner        text,
  people       text    not null default '{}',
  company      text,
  product_line text,
  region       text,
  city         text,
  source       text,
  erased       boolean not null default false
);

create table preference (
  person   text primary key,
  document text not null
);

-- Numbers a person's notices without gaps: the row stays locked until the notices that took their
-- numbers from it are committed, so whoever has seen number n has nothing below n still to come.
create table recipient (
  person      text primary key,
  last_number bigint not null
);

create table notice (
  id             uuid primary key,
  seq            bigint generated always as identity,
  number         bigint,
  event_id       text        not null,
  recipient      text        not null,
  type           text        not null,
  lead_id        text,
  text_zh        text        not null,
  text_en        text        not null,
  about          text,
  at             timestamptz not null,
  read_at        timestamptz,
  correlation_id text        not null,
  traceparent    text        not null,
  unique (event_id, recipient),
  unique (recipient, number)
);
comment on column notice.number is 'place among the recipient''s notices; none when he does not want them in the page';
create index notice_unread on notice (recipient, number) where read_at is null and number is not null;
create index notice_lead on notice (lead_id) where about is not null;

create table delivery (
  id         uuid primary key,
  notice_id  uuid        not null references notice (id),
  channel    text        not null,
  status     text        not null check (status in ('pending', 'sent', 'failed')),
  attempts   int         not null default 0,
  next_at    timestamptz not null,
  last_error text,
  changed_at timestamptz not null default now(),
  unique (notice_id, channel)
);
create index delivery_due on delivery (next_at) where status = 'pending';
create index delivery_status on delivery (status, id);
