#!/bin/sh
# Tests the console in a real browser at a real server, behind a proxy too. Where the browser, the
# proxy or Node.js is missing it says so; in CI (CI=true) that is an error. Arguments go to the runner:
# scripts/test-browser.sh --grep palette
set -eu
cd "$(dirname "$0")/.."

has() { command -v "$1" >/dev/null || [ -x "/usr/sbin/$1" ]; }
missing=
for program in node npm chromium nginx; do
  if ! has "$program"; then missing="$missing $program"; fi
done
scripts/build-console.sh
if [ ! -e ui/dist/.built ]; then missing="$missing the-console"; fi
if [ -n "$missing" ]; then
  echo "SKIPPED: the tests in a browser need what is missing here:$missing" >&2
  if [ "${CI:-}" = true ]; then exit 1; fi
  exit 0
fi

# The jars, unless an archive is tested.
if [ -z "${E2E_LAUNCHER:-}" ]; then
  scripts/build-server.sh
  export E2E_PACKED=true
fi
cd ui
exec npm run --silent e2e -- "$@"
