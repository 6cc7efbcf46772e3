#!/usr/bin/env bash
# Makes the topics of a list that do not exist yet.
#   make-topics.sh BOOTSTRAP FILE [REPLICATION]
set -eu
bootstrap=$1 file=$2 replication=${3:-1}

sed -e 's/#.*//' "$file" | while read -r name partitions settings; do
  [ -n "$name" ] || continue
  arguments=()
  for setting in $settings; do arguments+=(--config "$setting"); done
  /opt/kafka/bin/kafka-topics.sh --bootstrap-server "$bootstrap" --create --if-not-exists \
    --topic "$name" --partitions "$partitions" --replication-factor "$replication" \
    ${arguments[@]+"${arguments[@]}"} < /dev/null
done
