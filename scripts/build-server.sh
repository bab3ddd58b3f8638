#!/bin/sh
# Builds the server and the jars it runs on into server/target/lib, unless nothing changed since.
set -eu
cd "$(dirname "$0")/.."

scripts/build-console.sh
lib=server/target/lib
stamp=server/target/built
log=server/target/build.log

# What the server is built from, one path a line; none has a space in it.
sources() {
  echo pom.xml .mvn testkit/pom.xml scripts/build-server.sh
  for module in core http pipeline engine-local s3 admin selftest transfer transfer-s3 server; do
    echo "$module/pom.xml $module/src/main"
  done
  # The console, where it was built.
  if [ -d ui/dist ]; then echo ui/dist; fi
}

changed_since_stamp() {
  # Directories count too: their time changes when a file in them goes away.
  # shellcheck disable=SC2046
  find $(sources) -newer "$stamp" -print | grep -q .
}

if [ -e "$stamp" ] && [ -e "$lib/bytebucket-server.jar" ] && ! changed_since_stamp; then
  exit 0
fi

echo "Building the server (the first time, Maven fetches about 150 MB, which takes minutes); log: $log" >&2
rm -rf "$lib" "$stamp"
# Maven adds files there, and takes none away.
rm -rf admin/target/classes/io/bytebucket/console
mkdir -p "$lib"
started=$(mktemp)
trap 'rm -f "$started"' EXIT
scripts/mvn.sh package --projects server,transfer-s3 --also-make -Dmaven.test.skip=true >"$log" 2>&1 &
build=$!
# A sign of life now and then: the first time this takes minutes.
seconds=0
while kill -0 "$build" 2>/dev/null; do
  sleep 1
  seconds=$((seconds + 1))
  if [ $((seconds % 10)) -eq 0 ]; then
    fetched=$(grep -c '^\(\[INFO\] \)\{0,1\}Downloaded from' "$log" || true)
    echo "  ${seconds} s, ${fetched} files fetched$(sed -n 's/^\[INFO\] Building \(ByteBucket[^0-9]*\) .*/, building \1/p' "$log" | tail -n 1)" >&2
  fi
done
if ! wait "$build"; then
  cat "$log" >&2
  exit 1
fi
# The time of the start: what was edited during the build is built again next time.
touch -r "$started" "$stamp"
