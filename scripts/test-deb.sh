#!/bin/sh
# usage: test-deb.sh OLDER_DEB DEB
# Installs OLDER_DEB, of an earlier version, in a root of Debian that is made here, starts the server as
# the unit does, makes objects and users, upgrades to DEB, looks for all of it, and purges. Then installs
# DEB where there was nothing, uses, removes and purges it. As root; mounts and processes are in namespaces
# that end with this script, and nothing outside of a scratch folder changes. The root is kept in target/.
set -eu
if [ "${IN_NAMESPACE:-}" != yes ]; then
  cd "$(dirname "$0")/.."
  # Removed only once nothing is mounted there any more: mounts end with the namespace.
  root=$(mktemp -d)
  trap 'rm -rf --one-file-system "$root"' EXIT
  IN_NAMESPACE=yes TEST_ROOT=$root unshare --mount --pid --net --ipc --uts --fork --kill-child \
    scripts/test-deb.sh "$@"
  exit
fi
export LC_ALL=C
older=$1 deb=$2 root=$TEST_ROOT

# A program looks up which file system its files are on: the root has to be one.
mount --bind "$root" "$root"
echo "Unpacking Debian..." >&2
tar --extract --numeric-owner --directory "$root" --file target/debian-bookworm.tar --exclude='./dev/*'
# Own devices and processes, and a network of its own where nobody else is.
mount -t tmpfs tmpfs "$root/dev"
for device in null zero random urandom; do
  touch "$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
mount -t proc proc "$root/proc"
ip link set lo up 2>/dev/null || true
cp "$older" "$root/older.deb"
cp "$deb" "$root/newer.deb"

cat >"$root/test.sh" <<'END'
set -eu
export PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive
check() { echo "ok: $1"; }
die() { echo "NOT OK: $1" >&2; exit 1; }

# As systemd would: the unit's user, its settings, its command, one after the other.
unit=/lib/systemd/system/bytebucket.service
of_unit() { sed -n "s/^$1=//p" "$unit"; }
start() {
  (
    for pair in $(of_unit Environment); do export "${pair?}"; done
    set -a
    . "$(of_unit EnvironmentFile)"
    set +a
    umask "$(of_unit UMask)"
    # shellcheck disable=SC2046
    exec setpriv --reuid="$(of_unit User)" --regid="$(of_unit Group)" --init-groups --no-new-privs \
      --bounding-set=-all $(of_unit ExecStart)
  ) >/server.log 2>&1 &
  server=$!
  tries=0
  until curl --silent --fail --output /dev/null http://127.0.0.1:9001/health; do
    kill -0 "$server" 2>/dev/null || { cat /server.log >&2; die "the server ended"; }
    tries=$((tries + 1))
    [ "$tries" -lt 600 ] || { cat /server.log >&2; die "no server after two minutes"; }
    sleep 0.2
  done
}
stop() { kill "$server"; wait "$server" || die "the server did not end in order"; }
signed() {
  curl --silent --show-error --fail --aws-sigv4 aws:amz:us-east-1:s3 --user "$credentials" \
    --header 'x-amz-content-sha256: UNSIGNED-PAYLOAD' "$@" || die "curl $*"
}
read_credentials() {
  credentials=$(sed -n 's/^ACCESS_KEY_ID=//p' "$keys"):$(sed -n 's/^SECRET_ACCESS_KEY=//p' "$keys")
}
keys=/etc/bytebucket/keys/first-credentials

install() { # DEB
  dpkg --install "$1" >/dpkg.log 2>&1 || { cat /dpkg.log >&2; die "install of $1"; }
  [ "$(dpkg-query --show --showformat='${Status}' bytebucket)" = "install ok installed" ] || die "not installed"
}
purge_all() {
  echo bytebucket bytebucket/purge-data boolean true | debconf-set-selections
  dpkg --purge bytebucket >/dpkg.log 2>&1 || { cat /dpkg.log >&2; die "purge with consent"; }
  for path in /var/lib/bytebucket /etc/bytebucket /usr/lib/bytebucket /usr/share/doc/bytebucket; do
    [ ! -e "$path" ] || die "purge left $path"
  done
  ! id bytebucket >/dev/null 2>&1 || die "purge left the user"
}

# An earlier version made no credentials by itself: who ran it had brought some.
install /older.deb
older=$(sha256sum </usr/lib/bytebucket/lib/bytebucket-server.jar)
cat >/etc/bytebucket/bytebucket.env <<'SETTINGS'
# kept by the upgrade
ENCRYPTION_KEY=thirty-two-characters-of-a-key!!
ACCESS_KEY_ID=AKIDOPERATOR
SECRET_ACCESS_KEY=secret-of-who-runs-the-store
S3_LISTEN=127.0.0.1:9000
ADMIN_LISTEN=127.0.0.1:9001
SETTINGS
start
credentials=AKIDOPERATOR:secret-of-who-runs-the-store
head -c 9000000 /dev/urandom >/large
echo holiday >/small
signed --request PUT http://127.0.0.1:9000/photos
signed --upload-file /small http://127.0.0.1:9000/photos/2026/holiday
signed --upload-file /large http://127.0.0.1:9000/photos/2026/film
signed --header 'x-amz-meta-place: harbour' --upload-file /small http://127.0.0.1:9000/photos/marked
export ACCESS_KEY_ID=AKIDOPERATOR SECRET_ACCESS_KEY=secret-of-who-runs-the-store
api() { # METHOD PATH [DOCUMENT]
  curl --silent --show-error --fail --request "$1" --header "x-admin-accesskey: $ACCESS_KEY_ID" \
    --header "x-admin-secret: $SECRET_ACCESS_KEY" ${3:+--json "$3"} "http://127.0.0.1:9001/api$2" || die "$1 $2"
}
api POST /users '{"name":"ann","acl":[{"effect":"Allow","buckets":["photos"],"actions":["s3:GetObject"]}]}' >/ann
ann=$(sed 's/.*"accessKeyID":"\([^"]*\)".*/\1/' /ann):$(sed 's/.*"secretAccessKey":"\([^"]*\)".*/\1/' /ann)
stop
check "installed an earlier version, and made objects and a user"

install /newer.deb
newer=$(sha256sum </usr/lib/bytebucket/lib/bytebucket-server.jar)
[ "$newer" != "$older" ] || die "the older package has the same program"
grep -q 'kept by the upgrade' /etc/bytebucket/bytebucket.env || die "settings were replaced"
start
[ ! -e "$keys" ] || die "credentials were made although there are some"
signed http://127.0.0.1:9000/photos/2026/holiday | cmp - /small || die "other bytes after the upgrade"
signed http://127.0.0.1:9000/photos/2026/film | cmp - /large || die "other bytes of a large object after the upgrade"
signed --head http://127.0.0.1:9000/photos/marked | grep -q -i '^x-amz-meta-place: harbour' || die "metadata is lost"
credentials=$ann
signed http://127.0.0.1:9000/photos/2026/holiday | cmp - /small || die "the user of before reads other bytes"
curl --silent --aws-sigv4 aws:amz:us-east-1:s3 --user "$ann" --header 'x-amz-content-sha256: UNSIGNED-PAYLOAD' \
  --upload-file /small http://127.0.0.1:9000/photos/no | grep -q AccessDenied || die "the user of before may do more"
api GET /users | grep -q '"ann"' || die "the user of before is not listed"
stop
(
  set -a
  . /etc/bytebucket/bytebucket.env
  DATA_DIR=/var/lib/bytebucket setpriv --reuid=bytebucket --regid=bytebucket --init-groups bytebucket check --deep >/check 2>&1
) || { cat /check >&2; die "a check of the store after the upgrade"; }
check "upgraded from $(dpkg-deb --field /older.deb Version) to $(dpkg-query --show --showformat='${Version}' bytebucket): objects, metadata, users and what they may are there"
purge_all
unset ACCESS_KEY_ID SECRET_ACCESS_KEY

install /newer.deb
id bytebucket >/dev/null || die "no user"
[ "$(stat --format=%U:%G:%a /var/lib/bytebucket)" = bytebucket:bytebucket:700 ] || die "data's mode"
[ "$(stat --format=%U:%G:%a /etc/bytebucket/keys)" = bytebucket:bytebucket:700 ] || die "mode of keys"
[ "$(stat --format=%U:%G:%a /etc/bytebucket/bytebucket.env)" = root:bytebucket:640 ] || die "mode of the settings"
[ ! -e "$keys" ] || die "credentials before the first start"
dpkg --verify bytebucket || die "dpkg --verify"
bytebucket version >/dev/null || die "the command"
check "installed, with its user and folders, and without credentials"

start
[ "$(stat --format=%U:%a "$keys")" = bytebucket:600 ] || die "mode of the credentials"
grep -q "first credentials" /server.log || die "the log does not tell of them"
read_credentials
! grep -q -F "${credentials#*:}" /server.log || die "the log has the secret"
signed --request PUT http://127.0.0.1:9000/photos
echo holiday >/object
signed --upload-file /object http://127.0.0.1:9000/photos/2026/holiday
signed http://127.0.0.1:9000/photos/2026/holiday | cmp - /object || die "other bytes"
bytebucket admin --credentials "$keys" buckets list | grep -q photos || die "bytebucket admin"
stop
check "started as its user, used with the credentials that it made"

dpkg --remove bytebucket >/dpkg.log 2>&1 || { cat /dpkg.log >&2; die "remove"; }
[ ! -e /usr/lib/bytebucket ] && [ ! -e /usr/bin/bytebucket ] || die "the program is still there"
[ -e "$keys" ] && [ -e /etc/bytebucket/bytebucket.env ] || die "remove took the settings"
check "removed, and settings, keys and objects are there"

dpkg --purge bytebucket >/dpkg.log 2>&1 || { cat /dpkg.log >&2; die "purge"; }
[ -e "$keys" ] && [ -n "$(ls /var/lib/bytebucket)" ] || die "purge took objects that nobody gave up"
[ ! -e /etc/bytebucket/bytebucket.env ] || die "purge left the settings"
install /newer.deb
start
signed http://127.0.0.1:9000/photos/2026/holiday | cmp - /object || die "other bytes after all"
stop
check "purged without consent: objects outlive it, and a new installation goes on with them"

purge_all
check "purged with consent: nothing is left"
END
chroot "$root" sh /test.sh >&2
