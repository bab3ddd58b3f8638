#!/bin/sh
# Builds the console into ui/dist, unless nothing changed since. Without Node.js it says so and goes
# on: the server starts all the same, and its page says how to have the console.
set -eu
cd "$(dirname "$0")/../ui"
# The jar holds the modes of the files, which are to be the same whoever builds.
umask 022

packages=node_modules/.installed
stamp=dist/.built
log=dist-build.log

# The stamps are compared before anything of Node is started, which alone takes a second.
is_installed() {
  [ -e "$packages" ] && [ ! package-lock.json -nt "$packages" ] && [ ! .npmrc -nt "$packages" ]
}
# Directories count too: their time changes when a file in them goes away.
is_built() {
  [ -e "$stamp" ] && ! find src public build index.html package.json package-lock.json tsconfig.json \
    vite.config.ts ../scripts/build-console.sh -newer "$stamp" -print | grep -q .
}
if is_built; then exit 0; fi
# What is stale goes into no server and into no test. The folder stays: its new time has the server
# built again.
if [ -e "$stamp" ]; then
  rm -rf dist
  mkdir dist
fi

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  echo "Node.js and npm are missing: the server is built without its console. Install Node.js 20.19 or later with npm, and run this again, to have it." >&2
  exit 0
fi
if ! node --eval 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)'; then
  echo "Node.js is older than 20.19: the server is built without its console. Install a newer one, and run this again, to have it." >&2
  exit 0
fi

echo "Building the console; log: ui/$log" >&2
started=$(mktemp)
trap 'rm -f "$started"' EXIT
fail() {
  cat "$log" >&2
  echo "The console could not be built." >&2
  exit 1
}
if ! is_installed; then
  # No package may run a program of its own here.
  npm ci --ignore-scripts --prefer-offline >"$log" 2>&1 || fail
  touch "$packages"
fi
rm -rf dist
npm run --silent build >"$log" 2>&1 || fail
# The time of the start: what was edited during the build is built again next time.
touch -r "$started" "$stamp"
