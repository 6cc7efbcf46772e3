-- Protected leads :from to :to, of which the first thousand are due; as many pooled, and claims of
-- a thousand reps.
insert into custody (lead_id, epoch, state, owner, deadline, frozen, next_at, body, reason)
select 'lead-' || n, 1, 'OWNED', 'rep-' || n / 100, at, false, at, repeat('b', 700), 'no-follow-up'
from generate_series(:from, :to) n,
     lateral (select case when n <= 1000 then now() - interval '1 minute'
                          else now() + n % 864000 * interval '1 second' + interval '1 hour' end)
       as d(at);
insert into pool (id, is_default, version, document)
select 'pool', true, 1, '{}' on conflict do nothing;
insert into pooled_lead (lead_id, epoch, pool_id, cause, pooled_at, available_at, correlation_id,
                         traceparent)
select 'pooled-' || n, 2, 'pool', 'recycled', now() - n * interval '1 second', now(), 'bench', ''
from generate_series(:from, :to) n;
insert into claim (id, lead_id, epoch, pool_id, rep_id, cause, state, claimed_at, result)
select md5('claim' || n)::uuid, 'claimed-' || n, 2, 'pool', 'claimer-' || n % 1000, 'claimed',
       'GRANTED', now() - n * interval '1 minute', case when n % 10 = 0 then 'won' else 'lost' end
from generate_series(:from, :to) n;
