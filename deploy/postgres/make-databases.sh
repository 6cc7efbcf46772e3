#!/usr/bin/env bash
# A database for each service and three roles: its owner, of the same name, who migrates; one that
# runs (_app); one that carries the event log to Kafka (_cdc). Nobody else may even connect.
# Runs as superuser over PGHOST/PGUSER/PGPASSWORD, as often as you like: makes what is missing and
# sets the passwords anew, so that the environment is the truth.
set -eu

# NAME ATTRIBUTE VARIABLE
role() {
  if [ -z "${!3:-}" ]; then
    echo "$3 is empty; deploy/compose/setup makes passwords" >&2
    exit 1
  fi
  # The password goes through psql's own quoting, from its input: not visible among the processes.
  psql -v ON_ERROR_STOP=1 -q -d postgres <<SQL
\set password \`printenv $3\`
set log_statement = none;
select format('create role %I login', '$1')
where not exists (select from pg_roles where rolname = '$1') \gexec
alter role $1 $2 password :'password';
SQL
}

for short in intake assignment ownership pool notification; do
  name=fairlead_$short
  variable=FAIRLEAD_$(echo "$short" | tr '[:lower:]' '[:upper:]')
  # the owner makes the replication slot, in his first migration
  role "$name" replication "${variable}_DB_PASSWORD"
  role "${name}_app" noreplication "${variable}_APP_PASSWORD"
  role "${name}_cdc" replication "${variable}_CDC_PASSWORD"
  psql -v ON_ERROR_STOP=1 -q -d postgres <<SQL
set client_min_messages = warning;
grant ${name}_app, ${name}_cdc to $name;
select format('create database %I owner %I', '$name', '$name')
where not exists (select from pg_database where datname = '$name') \gexec
revoke connect, temporary on database $name from public;
grant connect on database $name to ${name}_app, ${name}_cdc;
SQL
  echo "$name is ready"
done
