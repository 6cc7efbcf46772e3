#!/usr/bin/env bash
# Brings the connectors of a Connect worker to what the files say.
#   register-connectors.sh CONNECT_URL FOLDER
set -eu
connect=$1 folder=$2

for file in "$folder"/*.json; do
  name=$(basename "$file" .json)
  curl -fsS --retry 10 --retry-all-errors --retry-delay 2 -o /dev/null \
    -X PUT -H 'Content-Type: application/json' --data "@$file" "$connect/connectors/$name/config"
  echo "registered $name"
done
