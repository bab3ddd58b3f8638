#!/bin/sh
# Runs two scripts at once. What the first one says is seen as it is said; what the other one said comes
# when that is over. Fails where one of them does.
# usage: at-once.sh SCRIPT OTHER
set -eu

said=$(mktemp)
trap 'rm -f "$said"' EXIT
"$2" >"$said" 2>&1 &
other=$!
first=0
"$1" || first=$?
status=0
wait "$other" || status=$?
cat "$said"
if [ "$status" != 0 ]; then
  echo "NOT OK: $2 ended with $status" >&2
  exit "$status"
fi
exit "$first"
