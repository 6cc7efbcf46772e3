-- Each entry is hashed together with the hash of the one before it. Entries from before have no
-- hash; the chain of their leads begins behind them.
alter table ledger_entry
  add column n             bigint,
  add column reason_salt   text,
  add column reason_hash   text,
  add column activity_hash text,
  add column previous_hash text,
  add column hash          text;
update ledger_entry e set n = o.n
from (select seq, row_number() over (partition by lead_id order by seq) as n from ledger_entry) o
where o.seq = e.seq;
alter table ledger_entry alter column n set not null;
create unique index ledger_entry_n on ledger_entry (lead_id, n);
drop index ledger_entry_lead;

-- Where the chain of each lead ends; no head while nothing is chained.
alter table custody
  add column entries bigint not null default 0,
  add column head    text;
update custody c set entries = o.n
from (select lead_id, count(*) as n from ledger_entry group by lead_id) o
where o.lead_id = c.lead_id;

alter table activity
  add column empty     boolean not null default false,
  add column evidence  text    not null default '[]',
  add column note_salt text,
  add column note_hash text,
  add column hash      text;
