-- Each name holds a list now, the newest first; earlier ones have an end.
update connector
set secrets = coalesce(
  (select jsonb_object_agg(name, jsonb_build_array(jsonb_build_object(
            'sealed', sealed,
            'since', to_char(updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))))
   from jsonb_each_text(secrets::jsonb) as kept (name, sealed)), '{}')::text;
