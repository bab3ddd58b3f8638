#!/bin/sh
# usage: train.sh HOME
# Starts the unpacked server in HOME on scratch data, sends it the requests of an ordinary day, and
# stops it; the JVM then writes the classes it used to HOME/lib/bytebucket.aot.
set -eu
home=$1
cache=$home/lib/bytebucket.aot
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

# Without classes linked beforehand: they make a start a quarter of a second shorter, but what the
# compiler makes of them takes 5 to 10 % more time for a GET from then on.
JAVA_OPTS="-XX:-AOTClassLinking -XX:AOTCacheOutput=$cache" "$home/bin/bytebucket" server >"$scratch/log" 2>&1 &
server=$!

fail() {
  echo "The training run failed: $1" >&2
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
# And many of the most frequent ones: the cache keeps what the JVM learned of their code, too. It
# makes a start quicker; what the compiler takes in the first minute stays (docs/performance.md).
signed --upload-file "$scratch/small" "$root/training/many-[1-3000]"
signed "$root/training/many-[1-3000]"
signed --request DELETE "$root/training/many-[1-3000]"

kill -TERM "$server"
wait "$server" || true
server=
[ -s "$cache" ] || fail "no class cache was written"
