-- Notices :from to :to of a thousand people, each with a delivery; the last hundred are to be sent.
insert into recipient (person, last_number)
select 'rep-' || n, 0 from generate_series(0, 999) n on conflict do nothing;
insert into notice (id, number, event_id, recipient, type, lead_id, text_zh, text_en, at,
                    correlation_id, traceparent, read_at)
select md5('notice' || n)::uuid, n / 1000, 'event-' || n, 'rep-' || n % 1000, 'assigned',
       'lead-' || n, repeat('z', 60), repeat('e', 60), now() - (10000000 - n) * interval '1 second',
       'bench', '', case when n % 20 > 0 then now() end
from generate_series(:from, :to) n;
update delivery set status = 'sent' where status = 'pending';
insert into delivery (id, notice_id, channel, status, next_at, changed_at)
select md5('delivery' || n)::uuid, md5('notice' || n)::uuid, 'email',
       case when n > :to - 100 then 'pending' else 'sent' end, now() - interval '1 minute',
       now() - (10000000 - n) * interval '1 second'
from generate_series(:from, :to) n;
insert into lead (id, owner, follow_up_at)
select 'lead-' || n, 'rep-' || n % 1000,
       case when n <= 100 then now() - interval '1 minute' else now() + interval '1 day' end
from generate_series(:from, :to) n;
