-- The slot exists before the first fact does: whenever Debezium first connects, it starts here.
select pg_create_logical_replication_slot('${slot}', 'pgoutput')
where not exists (select from pg_replication_slots where slot_name = '${slot}');
