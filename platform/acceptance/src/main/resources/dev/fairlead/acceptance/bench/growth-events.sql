-- Events :from to :to in the log and in the inbox, evenly over the last ten days.
insert into event_log (id, topic, key, type, source, time, occurred_at, correlation_id, payload)
select md5('event' || n)::uuid, 'lead.events', 'lead-' || n / 4, 'dev.fairlead.lead.received.v1',
       '/fairlead/bench', now()::text, now() - n % 864000 * interval '1 second', 'bench',
       repeat('p', 600)
from generate_series(:from, :to) n;
insert into inbox (event_id, seen_at)
select md5('event' || n), now() - (10000000 - n) * interval '0.08 seconds'
from generate_series(:from, :to) n;
