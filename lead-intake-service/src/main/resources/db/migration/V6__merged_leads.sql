-- The lead that goes on in place of one that was merged.
alter table lead add column merged_into uuid;

-- Whoever goes on at the end of a chain of merges; the lead itself when it was never merged. A
-- survivor that is not known here ends the chain before it.
create function lead_survivor(merged uuid) returns uuid stable language sql as $$
  with recursive chain(id, next, steps) as (
    select id, merged_into, 0 from lead where id = merged
    union all
    select l.id, l.merged_into, c.steps + 1
    from chain c join lead l on l.id = c.next
    where c.steps < 100)
  select id from chain order by steps desc limit 1
$$;
