-- Up to when raw submissions have been let go of.
create table submission_retention (
  only_row boolean primary key default true check (only_row),
  upto     timestamptz not null
);
insert into submission_retention (upto)
select coalesce(min(received_at), now()) from submission;
