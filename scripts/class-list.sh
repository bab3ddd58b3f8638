#!/bin/sh
# Writes server/src/dist/classes.lst anew: the classes that a server uses, which the archive's class
# cache is made of (dist.sh). Starts the server of dist/ on scratch data, sends it the requests of an
# ordinary day, and stops it. Two such runs differ in a class or two, so the list is kept among the
# sources: the same sources make the same cache. scripts/test-packages.sh says when it is too old.
set -eu
cd "$(dirname "$0")/.."
. scripts/dist-names.sh
if [ ! -x "$home/bin/bytebucket" ]; then
  echo "There is no $home: run make dist first." >&2
  exit 1
fi
scratch=$(mktemp -d)
server=
finish() {
  if [ -n "$server" ]; then kill -9 "$server" 2>/dev/null || true; fi
  rm -rf "$scratch"
}
trap finish EXIT

s3_port=$((20000 + $$ % 20000))
admin_port=$((s3_port + 20000))
ACCESS_KEY_ID=training SECRET_ACCESS_KEY=training-secret ENCRYPTION_KEY=training-encryption-key-32-bytes
DATA_DIR=$scratch/data S3_LISTEN=127.0.0.1:$s3_port ADMIN_LISTEN=127.0.0.1:$admin_port LOG_FORMAT=json
export ACCESS_KEY_ID SECRET_ACCESS_KEY ENCRYPTION_KEY DATA_DIR S3_LISTEN ADMIN_LISTEN LOG_FORMAT

# The launcher takes no cache with that flag.
JAVA_OPTS="-XX:DumpLoadedClassList=$scratch/classes" \
  "$home/bin/bytebucket" server >"$scratch/log" 2>&1 &
server=$!

fail() {
  echo "The run failed: $1" >&2
  cat "$scratch/log" >&2
  exit 1
}

tries=0
until curl --silent --fail --output /dev/null "http://127.0.0.1:$admin_port/health"; do
  kill -0 "$server" 2>/dev/null || fail "the server ended"
  tries=$((tries + 1))
  [ "$tries" -lt 300 ] || fail "the server did not come up within a minute"
  sleep 0.2
done

# Older versions of curl do not say themselves that they leave the body unsigned.
signed() {
  curl --silent --show-error --fail --output /dev/null --aws-sigv4 aws:amz:us-east-1:s3 \
    --user "$ACCESS_KEY_ID:$SECRET_ACCESS_KEY" \
    --header 'x-amz-content-sha256: UNSIGNED-PAYLOAD' "$@" || fail "curl $*"
}
root=http://127.0.0.1:$s3_port
head -c 4096 /dev/zero >"$scratch/small"
head -c 8388608 /dev/zero >"$scratch/large"
signed --request PUT "$root/training"
for round in 1 2 3 4 5; do
  for size in small large; do
    signed --upload-file "$scratch/$size" "$root/training/$size-$round"
    signed "$root/training/$size-$round"
    signed --head "$root/training/$size-$round"
  done
  signed "$root/"
  signed "$root/training?list-type=2"
  signed --request DELETE "$root/training/small-$round"
done
kill -TERM "$server"
wait "$server" || true
server=
[ -s "$scratch/classes" ] || fail "no list of classes was written"
# Without what numbers the lines of one run, and what only speeds up the first call of a method.
sed 's/ id:.*//' "$scratch/classes" | grep -v -e '^#' -e '^@cp' | sort -u >server/src/dist/classes.lst
wc -l server/src/dist/classes.lst >&2
