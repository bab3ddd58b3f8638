#!/bin/sh
# Runs Hadoop's contract tests of file systems against a server; the first time, Maven fetches Hadoop.
# Arguments go to Maven, for example -Dtest=RenameTest. What came of it is in hadoop/target.
set -eu
cd "$(dirname "$0")/.."

scripts/build-server.sh
# What earlier runs stored and said.
rm -rf hadoop/target/server-* hadoop/target/surefire-reports

status=0
scripts/mvn.sh -Phadoop -pl hadoop verify "$@" || status=$?

# Maven tells how many were skipped, but not which and why.
if [ -d hadoop/target/surefire-reports ]; then
  echo
  awk '
    /<testcase / {
      match($0, / name="[^"]*"/); name = substr($0, RSTART + 7, RLENGTH - 8)
      match($0, / classname="[^"]*"/); type = substr($0, RSTART + 12, RLENGTH - 13)
      sub(/.*\./, "", type)
    }
    /<skipped/ { sub(/.*AssumptionViolatedException: /, ""); print "skipped " type "." name ": " $0 }
  ' hadoop/target/surefire-reports/*.xml
fi
exit "$status"
