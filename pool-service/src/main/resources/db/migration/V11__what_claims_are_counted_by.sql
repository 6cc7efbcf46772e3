-- What a rep has claimed and holds is counted with every claim: out of indexes alone, and for each
-- rep by himself. Without statistics of many pending claims the planner took claim_unanswered, and
-- read those of all reps for each rep of a group.
drop index claim_unanswered;
drop index claim_won;
drop index claim_of_rep;
create index claim_of_rep on claim (rep_id, pool_id, claimed_at) include (cause, state);
drop index custody_owner;
create index custody_owner on custody (owner, state) include (pool_id, result) where owner is not null;
