-- Owned leads :from to :to, a hundred for each rep, with two entries and one identity each.
insert into custody (lead_id, state, epoch, owner, team, deadline, doc, entries, head)
select 'lead-' || n, 'owned', 1, 'rep-' || n / 100, 'team-' || n / 1000,
       now() + n % 864000 * interval '1 second', repeat('d', 500), 2, 'h'
from generate_series(:from, :to) n;
insert into ledger_entry (lead_id, at, epoch, made_epoch, cause, operator, correlation_id, state,
                          doc, n, hash)
select 'lead-' || n, now(), e, e = 1, 'assigned', 'bench', 'bench', 'owned', repeat('d', 500),
       e + 1, 'h'
from generate_series(:from, :to) n, generate_series(0, 1) e;
insert into identity_hash (hash, kind, lead_id)
select 'hash-' || n, 'phone', 'lead-' || n from generate_series(:from, :to) n;
insert into conduct_fact (event_id, lead_id, epoch, kind, rep_id, at, noted_at, qualifying, judged_at)
select 'fact-' || n, 'lead-' || n, 1, 'activity', 'rep-' || n / 100, now(), now(), true, now()
from generate_series(:from, :to) n;
