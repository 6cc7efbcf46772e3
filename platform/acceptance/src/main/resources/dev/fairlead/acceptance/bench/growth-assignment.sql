-- Decided leads :from to :to of a thousand reps; every tenth of a company that all of these share.
insert into lead (lead_id, facts, received_at, company, source, segment, value)
select 'lead-' || lpad(n::text, 8, '0'), repeat('f', 400),
       now() - (10000000 - n) * interval '1 second',
       case when n % 10 = 0 then 'everybody' else 'company-' || n / 20 end, 'bench', 'key', 1000
from generate_series(:from, :to) n;
insert into custody (lead_id, state, epoch, owner, phase)
select 'lead-' || lpad(n::text, 8, '0'), 'owned', 1, 'rep-' || n % 1000, 'idle'
from generate_series(:from, :to) n;
insert into decision (id, lead_id, epoch, at, outcome, cause, policy_version, roster_version,
                      rule_id, rep_id, team_id, document)
select md5('decision' || n)::uuid, 'lead-' || lpad(n::text, 8, '0'), 0,
       now() - (10000000 - n) * interval '1 second', 'assigned', 'rule', 1, 1, 'rule',
       'rep-' || n % 1000, 'team-' || n % 50, repeat('d', 1500)
from generate_series(:from, :to) n;
-- a thousand reps who are changed again and again
insert into roster_revision (id, version, kind, deleted, document)
select 'rep-' || n % 1000, n, 'rep', false, repeat('r', 300)
from generate_series(:from, :to) n;
insert into roster_entry (id, kind, version, deleted, document)
select 'rep-' || n % 1000, 'rep', n, false, repeat('r', 300)
from generate_series(:to - 999, :to) n
on conflict (id) do update set version = excluded.version;
