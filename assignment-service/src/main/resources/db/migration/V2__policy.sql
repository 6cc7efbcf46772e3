create table policy_version (
  version    int         primary key,
  name       text        not null,
  document   text        not null,
  findings   text        not null,
  created_at timestamptz not null,
  created_by text        not null
);

create table policy_activation (
  seq          bigint      generated always as identity primary key,
  version      int         not null references policy_version,
  activated_at timestamptz not null,
  activated_by text        not null
);
