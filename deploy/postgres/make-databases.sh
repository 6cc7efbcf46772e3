#!/usr/bin/env bash
# A database and a role of the same name for each service; nobody else may even connect to it.
# Runs as superuser over PGHOST/PGUSER/PGPASSWORD, as often as you like: makes what is missing and
# sets the passwords anew, so that the environment is the truth.
set -eu

for short in intake assignment ownership pool notification; do
  variable=FAIRLEAD_$(echo "$short" | tr '[:lower:]' '[:upper:]')_DB_PASSWORD
  password=${!variable:-}
  if [ -z "$password" ]; then
    echo "$variable is empty; deploy/compose/setup makes passwords" >&2
    exit 1
  fi
  name=fairlead_$short
  # The password goes through psql's own quoting, from its input: not visible among the processes.
  psql -v ON_ERROR_STOP=1 -q -d postgres <<SQL
\set password \`printenv $variable\`
set log_statement = none;
select format('create role %I login replication', '$name')
where not exists (select from pg_roles where rolname = '$name') \gexec
alter role $name password :'password';
select format('create database %I owner %I', '$name', '$name')
where not exists (select from pg_database where datname = '$name') \gexec
revoke connect, temporary on database $name from public;
SQL
  echo "$name is ready"
done
