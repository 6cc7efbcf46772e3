-- Leads :from to :to with two identities and a key each, and the submission that brought them.
insert into lead (id, created_at, connector, source, facts, person)
select md5('lead' || n)::uuid, now() - (10000000 - n) * interval '1 second', 'api/leads', 'bench',
       repeat('f', 300), repeat('p', 200)
from generate_series(:from, :to) n;
insert into lead_identity (kind, value, scope, lead_id)
select k, k || n, '', md5('lead' || n)::uuid
from generate_series(:from, :to) n, unnest(array['phone', 'email']) k;
insert into dedupe_key (key, content, lead_id, seen_at)
select md5('key' || n)::uuid, n % 2 = 0, md5('lead' || n)::uuid,
       now() - (10000000 - n) * interval '1 second'
from generate_series(:from, :to) n;
