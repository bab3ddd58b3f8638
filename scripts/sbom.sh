#!/bin/sh
# usage: sbom.sh HOME
# Writes HOME/bytebucket.cdx.json, the list of what the tree in HOME is made of (scripts/sbom.mjs).
set -eu
home=$1
parts=server/target/parts.json

if ! command -v node >/dev/null; then
  echo "Node.js is missing: the archive gets no list of its parts (SBOM), as it gets no console." >&2
  exit 0
fi
# What Maven knows of the libraries follows from these files alone.
if [ ! -e "$parts" ] || find pom.xml ./*/pom.xml -newer "$parts" -print | grep -q .; then
  log=server/target/parts.log
  echo "Asking Maven for the libraries; log: $log" >&2
  if ! scripts/mvn.sh package --projects server,transfer-s3 --also-make -Pparts -Dmaven.test.skip=true >"$log" 2>&1; then
    cat "$log" >&2
    exit 1
  fi
  touch "$parts"
fi
node scripts/sbom.mjs "$home" "$parts" ui/dist/licenses.md transfer-s3/target/parts.json
