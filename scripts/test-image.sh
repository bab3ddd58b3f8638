#!/bin/sh
# usage: test-image.sh IMAGE DEBIAN
# Loads an image that image.sh made into podman and starts it: with a read-only root and without
# capabilities, as deploy/compose.yaml has it. Then the same with an image that is built by Containerfile
# over a root of Debian, a tar, in the unpacked archive. As root; mounts, network and processes are in namespaces
# that end with this script, and podman keeps what it has in a scratch folder.
set -eu
if [ "${IN_NAMESPACE:-}" != yes ]; then
  cd "$(dirname "$0")/.."
  # Removed only once nothing is mounted there any more: mounts end with the namespace.
  work=$(mktemp -d)
  trap 'rm -rf --one-file-system "$work"' EXIT
  IN_NAMESPACE=yes TEST_FOLDER=$work unshare --mount --pid --mount-proc --net --fork --kill-child \
    scripts/test-image.sh "$@"
  exit
fi
. scripts/dist-names.sh
image=$1 debian=$2 work=$TEST_FOLDER
die() {
  echo "NOT OK: $1" >&2
  exit 1
}
# Here podman may neither raise limits nor find its way among cgroups of two versions.
printf '[containers]\ndefault_ulimits = ["nofile=%s:%s", "nproc=4096:4096"]\n' 4096 4096 >"$work/containers.conf"
export CONTAINERS_CONF="$work/containers.conf"
umount -R /sys/fs/cgroup 2>/dev/null || true
mount -t cgroup2 none /sys/fs/cgroup
ip link set lo up
podman_here() {
  podman --root "$work/root" --runroot "$work/run" --tmpdir "$work/tmp" --storage-driver vfs \
    --cgroup-manager cgroupfs --events-backend none "$@"
}
signed() {
  curl --silent --show-error --fail --aws-sigv4 aws:amz:us-east-1:s3 --user "$credentials" \
    --header 'x-amz-content-sha256: UNSIGNED-PAYLOAD' "$@" || die "curl $*"
}
# An image, and what to call it.
start_and_use() {
  podman_here image inspect --format '{{.Config.User}}' "$1" | grep -q -x 10001:10001 || die "the image's user"
  server=$(podman_here run --detach --cgroups=disabled --network host --read-only --tmpfs /tmp --cap-drop ALL \
    --security-opt no-new-privileges --volume "$2-data:/data" --volume "$2-keys:/keys" "$1")
  tries=0
  until curl --silent --fail --output /dev/null http://127.0.0.1:9001/health; do
    tries=$((tries + 1))
    [ "$tries" -lt 600 ] || { podman_here logs "$server" >&2; die "no server after two minutes"; }
    sleep 0.2
  done
  podman_here exec "$server" /opt/bytebucket/bin/bytebucket healthcheck || die "health check"
  podman_here exec "$server" id -u | grep -q -x 10001 || die "another user"
  credentials=$(podman_here exec "$server" cat /keys/credentials |
    sed -n 's/^ACCESS_KEY_ID=//p; s/^SECRET_ACCESS_KEY=//p' | paste -s -d :)
  echo holiday >"$work/object"
  signed --request PUT http://127.0.0.1:9000/photos
  signed --upload-file "$work/object" http://127.0.0.1:9000/photos/holiday
  podman_here restart --time 60 "$server" >/dev/null
  tries=0
  until curl --silent --fail --output /dev/null http://127.0.0.1:9001/health; do
    tries=$((tries + 1))
    [ "$tries" -lt 600 ] || die "no server after it was started again"
    sleep 0.2
  done
  signed http://127.0.0.1:9000/photos/holiday | cmp - "$work/object" || die "other bytes after a restart"
  podman_here stop --time 60 "$server" >/dev/null
  [ "$(podman_here inspect --format '{{.State.ExitCode}}' "$server")" = 0 ] || die "it did not stop in order"
  echo "ok: image $2: started by podman, used, started again, stopped" >&2
}

podman_here load --quiet --input "$image" >&2
start_and_use "bytebucket:$version" archive

# Nothing is fetched: the base has the name that Containerfile asks for.
podman_here import --quiet "$debian" docker.io/library/debian:bookworm-slim >/dev/null
podman_here build --quiet --isolation chroot --pull=never --network host --tag bytebucket:built \
  --file "$home/Containerfile" "$home" >/dev/null || die "Containerfile"
start_and_use bytebucket:built Containerfile
