-- Files of leads that an admin gave us, and how far their rows are taken. The row that is next is
-- part of the same transaction as the leads of the rows before it.
create table lead_import (
  id          uuid primary key,
  created_at  timestamptz not null,
  created_by  text        not null,
  file_name   text        not null,
  size        bigint      not null,
  shape       text        not null,
  settings    text        not null,
  columns     text        not null,
  mapping     text        not null,
  dry_run     boolean     not null,
  status      text        not null,
  detail      text,
  total       int         not null,
  done        int         not null default 0,
  created     int         not null default 0,
  attached    int         not null default 0,
  duplicate   int         not null default 0,
  rejected    int         not null default 0,
  started_at  timestamptz,
  finished_at timestamptz,
  lease       uuid,
  lease_until timestamptz,
  forget_at   timestamptz
);
create index lead_import_due on lead_import (created_at) where status in ('queued', 'running');
create index lead_import_kept on lead_import (forget_at) where forget_at is not null;

-- The file, in pieces; compressed already or small.
create table lead_import_piece (
  import_id uuid  not null references lead_import (id) on delete cascade,
  n         int   not null,
  data      bytea not null,
  primary key (import_id, n)
);
alter table lead_import_piece alter column data set storage external;

-- Rows that were not taken, as they stand in the file.
create table lead_import_error (
  import_id uuid not null references lead_import (id) on delete cascade,
  row       int  not null,
  reason    text not null,
  detail    text,
  cells     text not null,
  primary key (import_id, row)
);
