-- The one row whose lock orders changes of roster and policy against decisions:
-- a decision shares it, a change takes it alone.
create table assignment_state (
  id             int primary key check (id = 1),
  roster_version bigint not null default 0,
  active_policy  int
);
insert into assignment_state (id) values (1);

-- Every entity of the roster. One table, because ids are unique across all kinds.
-- A deleted entity keeps its row: its id stays with its kind on the compacted topic.
create table roster_entry (
  id       text   primary key,
  kind     text   not null,
  version  bigint not null,
  deleted  boolean not null,
  document text   not null
);
create index roster_entry_kind on roster_entry (kind, id) where not deleted;

-- Every state an entity ever had, so that a decision can be made again with the roster it saw.
create table roster_revision (
  id       text   not null,
  version  bigint not null,
  kind     text   not null,
  deleted  boolean not null,
  document text   not null,
  primary key (id, version)
);
