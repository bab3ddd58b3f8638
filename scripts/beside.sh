#!/bin/sh
# Runs a script beside another command, of which what it says is seen as it says it; what the script
# said comes when both are over. Fails where one of them does.
# usage: beside.sh SCRIPT COMMAND...
set -eu

script=$1
shift
said=$(mktemp)
trap 'rm -f "$said"' EXIT
"$script" >"$said" 2>&1 &
beside=$!
status=0
"$@" || status=$?
of_script=0
wait "$beside" || of_script=$?
cat "$said"
if [ "$of_script" != 0 ]; then
  echo "NOT OK: $script ended with $of_script" >&2
  exit "$of_script"
fi
exit "$status"
