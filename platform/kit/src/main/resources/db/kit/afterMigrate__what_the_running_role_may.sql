-- After every start's migrations: the running role reads and writes rows, and nothing else. The
-- event log it only appends to; erasure takes personal data out of payloads. Partitions are reached
-- through their tables. Where one role does everything there is nothing to grant.
do $$
declare
  app   text := '${app}';
  name  text;
begin
  -- replicas that start together take turns
  perform pg_advisory_xact_lock(hashtext('fairlead.grants'));
  -- months of the event log go by a function in the owner's name, and none that is still wanted
  if to_regprocedure('event_log_forget(text)') is null then
    create function event_log_forget(month text) returns void
      language plpgsql security definer set search_path = public, pg_temp
    as $forget$
    begin
      if month !~ '^event_log_[0-9]{4}_[0-9]{2}$'
          or to_date(right(month, 7), 'YYYY_MM') > current_date - 62
          or not exists (select from pg_inherits
                         where inhparent = 'event_log'::regclass and inhrelid = to_regclass(month)) then
        return;
      end if;
      execute format('drop table %I', month);
    end $forget$;
    revoke execute on function event_log_forget(text) from public;
  end if;
  if app = current_user or not exists (select from pg_roles where rolname = app) then
    return;
  end if;
  -- months of the event log are made by a function in the owner's name
  if not (select prosecdef from pg_proc where oid = 'event_log_month(timestamptz)'::regprocedure) then
    alter function event_log_month(timestamptz) security definer set search_path = public, pg_temp;
    revoke execute on function event_log_month(timestamptz) from public;
  end if;
  execute format('grant usage on schema public to %I', app);
  for name in
    select relname from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
      and relname not in ('flyway_schema_history', 'event_log')
  loop
    execute format('grant select, insert, update, delete on public.%I to %I', name, app);
  end loop;
  execute format('grant select, insert, update (payload) on public.event_log to %I', app);
  execute format('grant usage on all sequences in schema public to %I', app);
  execute format('grant execute on all functions in schema public to %I', app);
end $$;
