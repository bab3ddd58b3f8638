#!/bin/sh
# Runs a script beside another command, of which what it says is seen as it says it; what the script
# said comes when both are over. Fails where one of them does.
# usage: beside.sh SCRIPT COMMAND...
set -eu

script=$1
shift
said=$(mktemp)
beside=
# shellcheck disable=SC2317 # the trap calls it
finish() {
  # With all that it started: what runs in the background does not hear of an interrupt.
  if [ -n "$beside" ]; then kill -- "-$beside" 2>/dev/null || true; fi
  rm -f "$said"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
setsid "$script" >"$said" 2>&1 &
beside=$!
status=0
"$@" || status=$?
of_script=0
wait "$beside" || of_script=$?
beside=
cat "$said"
if [ "$of_script" != 0 ]; then
  echo "NOT OK: $script ended with $of_script" >&2
  exit "$of_script"
fi
exit "$status"
