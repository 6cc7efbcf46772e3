-- Exemptions from recycling become one part of an ownership's document; helpers outlive a hand-off.
create function pg_temp.with_exemptions(state text, doc text) returns text language sql as $$
  select case state
    when 'owned' then ((doc::jsonb - 'locked') || jsonb_build_object('exemptions', jsonb_build_object(
      'locked', coalesce((doc::jsonb ->> 'locked')::boolean, false), 'disputes', '[]'::jsonb)))::text
    when 'assigning' then (doc::jsonb || '{"helpers": []}')::text
    else doc end
$$;
update custody set doc = pg_temp.with_exemptions(state, doc);
update ledger_entry set doc = pg_temp.with_exemptions(state, doc);
