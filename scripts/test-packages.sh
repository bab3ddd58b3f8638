#!/bin/sh
# Checks what is installed from: the tree of the archive, the .deb, the compose file, the chart.
#   --full    besides: two builds give the same bytes; the .deb is installed, upgraded and purged in a
#             root of Debian; the image is built and started; the chart is rendered by helm
set -eu
cd "$(dirname "$0")/.."
. scripts/dist-names.sh
PATH=$PATH:$HOME/go/bin:/usr/local/go/bin
is_full=false
if [ "${1:-}" = --full ]; then is_full=true; fi

work=$(mktemp -d)
server=
finish() {
  if [ -n "$server" ]; then kill -9 "$server" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap finish EXIT
ok() { echo "ok: $1" >&2; }
die() {
  echo "NOT OK: $1" >&2
  exit 1
}
skip() {
  echo "skipped: $1" >&2
  if $is_full; then die "nothing is skipped with --full"; fi
}
has() { command -v "$1" >/dev/null; }

scripts_are_clean() {
  if ! has shellcheck; then skip "shellcheck is missing"; return 0; fi
  # The shells that these run in know -nt.
  shellcheck --external-sources --exclude=SC3013 scripts/*.sh server/src/dist/bin/bytebucket \
    server/src/dist/debian/config server/src/dist/debian/p??*inst server/src/dist/debian/p*rm
  ok "scripts"
}

tree_is_whole() {
  for file in README.md LICENSE NOTICE ARCHITECTURE.md docs/install.md Containerfile deploy/compose.yaml \
    systemd/bytebucket.service share/man/man1/bytebucket.1.gz share/man/man1/bytebucket-server.1.gz \
    share/bash-completion/completions/bytebucket share/zsh/site-functions/_bytebucket; do
    [ -s "$home/$file" ] || die "$home/$file is missing"
  done
  if has node; then
    node -e 'const b = JSON.parse(require("fs").readFileSync(process.argv[1]));
      const has = (of) => b.components.some((part) => (part.purl ?? "").startsWith(of));
      process.exit(["pkg:maven/org.rocksdb/", "pkg:generic/openjdk@", "pkg:npm/react@"].every(has) ? 0 : 1)' \
      "$home/bytebucket.cdx.json" || die "the list of parts lacks some"
  fi
  ok "archive: what belongs into it"
}

manual_is_readable() {
  if ! has groff; then skip "groff is missing"; return 0; fi
  for page in "$home"/share/man/man1/*.gz; do
    complaints=$(gzip -dc "$page" | groff -man -Tascii -ww -z 2>&1)
    [ -z "$complaints" ] || die "$page: $complaints"
  done
  gzip -dc "$home/share/man/man1/bytebucket-server.1.gz" | groff -man -Tascii -P-bcou | grep -q -e '--try' ||
    die "the page of the server"
  ok "manual pages"
}

completions_complete() {
  found=$(bash -c '. "$1"; COMP_WORDS=(bytebucket serv) COMP_CWORD=1; _complete_bytebucket; echo "${COMPREPLY[*]}"' \
    bash "$home/share/bash-completion/completions/bytebucket")
  [ "$found" = server ] || die "bash completes serv to: $found"
  if has zsh; then
    python3 scripts/test-zsh.py "$home/share/zsh/site-functions" 'bytebucket serv' 'bytebucket server' ||
      die "zsh does not complete serv"
  fi
  ok "completions"
}

unit_is_tight() {
  if ! has systemd-analyze; then skip "systemd-analyze is missing"; return 0; fi
  figure=$(systemd-analyze security --offline=true --no-pager "$home/systemd/bytebucket.service" |
    sed -n 's/.*Overall exposure level for [^:]*: \([0-9.]*\).*/\1/p')
  # Versions before 250 look at no file.
  if [ -z "$figure" ]; then skip "systemd-analyze is too old"; return 0; fi
  awk -v figure="$figure" 'BEGIN { exit !(figure <= 2.0) }' || die "exposure of the unit: $figure"
  ok "unit: exposure $figure"
}

# Most classes of a start come from the cache: else its list is too old.
cache_is_used() {
  CREDENTIALS_FILE=$work/keys/credentials DATA_DIR=$work/data S3_LISTEN=127.0.0.1:0 \
    ADMIN_LISTEN=127.0.0.1:0 JAVA_OPTS="-Xlog:class+load:file=$work/classes" \
    "$home/bin/bytebucket" server >"$work/log" 2>&1 &
  server=$!
  tries=0
  until grep -q 'Server started successfully' "$work/log"; do
    kill -0 "$server" 2>/dev/null || { cat "$work/log" >&2; die "the server ended"; }
    tries=$((tries + 1))
    [ "$tries" -lt 600 ] || die "the server did not start within two minutes"
    sleep 0.2
  done
  kill "$server"
  wait "$server" || die "the server did not end in order"
  server=
  all=$(grep -c 'source: ' "$work/classes")
  cached=$(grep -c 'source: shared objects file' "$work/classes")
  [ $((cached * 10)) -ge $((all * 9)) ] ||
    die "$cached of $all classes come from the cache: run scripts/class-list.sh, and commit what it writes"
  [ "$(stat --format=%a "$work/keys/credentials")" = 600 ] || die "mode of the credentials"
  grep -q 'first credentials' "$work/log" || die "the log does not tell of the credentials"
  secret=$(sed -n 's/^SECRET_ACCESS_KEY=//p' "$work/keys/credentials")
  if grep -q -F -e "$secret" "$work/log"; then die "the log has the secret"; fi
  ok "first start: $cached of $all classes from the cache, credentials made and not told"
}

# The runtime's own status for it is 3, which commands end with when they are done and found something.
out_of_memory_is_no_success() {
  status=0
  program=$PWD/$home/bin/bytebucket
  # What the runtime writes about it goes where it is started.
  (cd "$work" && JAVA_OPTS="-Xmx4m -Xmn1m" "$program" manual manual >said 2>&1) || status=$?
  grep -q OutOfMemoryError "$work/said" || die "4 MiB are enough for a command"
  [ "$status" = 1 ] || die "a command without memory ends with $status"
  ok "a command without memory fails"
}

deb_is_right() {
  if ! has dpkg-deb; then skip "dpkg-deb is missing"; return 0; fi
  deb=$1
  dpkg-deb --contents "$deb" >"$work/contents"
  for path in ./usr/bin/bytebucket ./usr/lib/bytebucket/runtime/bin/java ./lib/systemd/system/bytebucket.service \
    ./etc/bytebucket/bytebucket.env ./usr/share/man/man1/bytebucket.1.gz ./usr/share/doc/bytebucket/copyright \
    ./usr/share/bash-completion/completions/bytebucket ./usr/share/zsh/vendor-completions/_bytebucket; do
    grep -q -F " $path" "$work/contents" || die "$path is not in the .deb"
  done
  if grep -v ' root/root ' "$work/contents" | grep -q .; then die "files of others than root"; fi
  if awk '{ print $1 }' "$work/contents" | grep -v '^l' | grep -q '^.....w\|^........w'; then die "files that others can write to"; fi
  dpkg-deb --control "$deb" "$work/control"
  [ "$(cat "$work/control/conffiles")" = /etc/bytebucket/bytebucket.env ] || die "conffiles"
  dpkg-deb --fsys-tarfile "$deb" | tar --extract --to-stdout ./etc/bytebucket/bytebucket.env >"$work/env"
  if grep -q '^[A-Z_]*\(KEY\|SECRET\|TOKEN\)[A-Z_]*=.' "$work/env"; then die "a secret in the settings"; fi
  ok ".deb: contents, owners, settings"
}

compose_is_right() {
  grep -q "bytebucket:$version}" deploy/compose.yaml || die "deploy/compose.yaml names another version than $version"
  if has compose-go; then
    compose-go deploy/compose.yaml >"$work/compose" || die "compose file"
    ok "compose file, by compose-go"
  else
    skip "compose-go is missing"
  fi
}

chart_is_right() {
  scripts/chart.sh 2>/dev/null
  if has helm; then
    scripts/test-chart.sh
  else
    skip "helm is missing"
  fi
}

scripts_are_clean
scripts/dist.sh --tree
tree_is_whole
manual_is_readable
completions_complete
unit_is_tight
cache_is_used
out_of_memory_is_no_success
if has dpkg-deb; then
  # Not compressed, for time.
  DEB_COMPRESSION=none DEB_VERSION="0.0.1~test" scripts/deb.sh
  mv "dist/bytebucket_0.0.1~test_$debian_machine.deb" "$work/test.deb"
fi
deb_is_right "$work/test.deb"
compose_is_right
chart_is_right
if $is_full; then scripts/test-packages-full.sh; fi
