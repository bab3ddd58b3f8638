#!/bin/sh
# Measures a server on this machine beside nginx, dd, MD5 and the bare engine; takes some minutes.
# Arguments go to bench/bench.py; BENCH_DIR says where the data goes (a temporary folder if not set).
set -eu
cd "$(dirname "$0")/.."

for tool in wrk nginx curl; do
  if ! command -v "$tool" >/dev/null; then
    echo "make bench needs $tool: scripts/install-test-tools.sh installs it." >&2
    exit 1
  fi
done
scripts/build-server.sh
scripts/mvn.sh --quiet -pl engine-local -am test-compile
exec python3 bench/bench.py --java "$(scripts/find-jdk.sh)/bin/java" "$@"
