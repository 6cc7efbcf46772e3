-- As with the event log: the running role may not make tables.
alter function episode_month(timestamptz) security definer set search_path = public, pg_temp;
revoke execute on function episode_month(timestamptz) from public;
