#!/bin/sh
# usage: test-systemd.sh DEB
# Installs DEB in a root of Debian whose first process is systemd, in namespaces of its own: so the unit
# is started, stopped and restarted by the systemd that reads it, with all of its hardening. As root, on a
# machine whose kernel lets a control group be delegated. Nothing outside of a scratch folder and of that
# group changes, and all of it ends with this script. The root is kept in target/.
set -eu
cd "$(dirname "$0")/.."
. scripts/dist-names.sh
deb=$1
base=target/debian-bookworm-systemd.tar
if [ ! -e "$base" ]; then
  echo "A root of Debian with systemd..." >&2
  mmdebstrap --quiet --variant=minbase --include=systemd,systemd-sysv,dbus,adduser,libstdc++6,curl bookworm \
    "$base.new" ${debian_sources:+"$debian_sources"} --format=tar >&2
  mv "$base.new" "$base"
fi

root=$(mktemp -d)
group=
finish() {
  # Mounts ended with the namespace; the group is empty when its processes are gone.
  if [ -n "$group" ]; then find "$group" -depth -type d -exec rmdir {} + 2>/dev/null || true; fi
  rm -rf --one-file-system "$root"
}
trap finish EXIT
tar --extract --numeric-owner --directory "$root" --file "$base" --exclude='./dev/*'
cp "$deb" "$root/bytebucket.deb"
: >"$root/etc/fstab"
echo test >"$root/etc/hostname"

# What a person does, as a service that runs when the system is up.
cat >"$root/etc/systemd/system/try.service" <<'END'
[Unit]
Description=Installs the package and uses it
[Service]
Type=oneshot
ExecStart=/bin/sh -c 'sh /try.sh >/try.log 2>&1; echo $? >/try.status; systemctl --no-block poweroff'
[Install]
WantedBy=multi-user.target
END
mkdir -p "$root/etc/systemd/system/multi-user.target.wants"
ln -s ../try.service "$root/etc/systemd/system/multi-user.target.wants/try.service"
cat >"$root/try.sh" <<'END'
set -eu
export PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive
check() { echo "ok: systemd: $1"; }
die() {
  echo "NOT OK: systemd: $1"
  systemctl --no-pager status bytebucket || true
  journalctl --no-pager --unit bytebucket | tail -n 40 || true
  exit 1
}
ip link set lo up 2>/dev/null || true

dpkg --install /bytebucket.deb || die "install"
systemctl is-enabled --quiet bytebucket || die "the service is not enabled"
systemctl is-active --quiet bytebucket || die "the service did not start with the installation"
curl --silent --fail --output /dev/null http://127.0.0.1:9001/health || die "it is up, and does not answer"
keys=/etc/bytebucket/keys/first-credentials
[ "$(stat --format=%U:%a "$keys")" = bytebucket:600 ] || die "mode of the credentials"
journalctl --no-pager --unit bytebucket --output cat | grep -q 'first credentials' || die "the log does not tell of them"
check "the installation starts the service, which is up when it answers"

pid=$(systemctl show --property MainPID --value bytebucket)
[ "$(stat --format=%U "/proc/$pid")" = bytebucket ] || die "the user"
grep -q '^NoNewPrivs:.*1' "/proc/$pid/status" || die "new privileges"
grep -q '^CapBnd:.*0000000000000000' "/proc/$pid/status" || die "capabilities"
grep -q '^Seccomp:.*2' "/proc/$pid/status" || die "no filter of system calls"
if nsenter --target "$pid" --mount -- touch /usr/written 2>/dev/null; then die "it can write to /usr"; fi
[ -z "$(nsenter --target "$pid" --mount -- ls /home /root 2>/dev/null | grep -v ':$')" ] || die "it sees homes"
check "the hardening of the unit holds: user, privileges, capabilities, system calls, file system"

credentials=$(sed -n 's/^ACCESS_KEY_ID=//p' "$keys"):$(sed -n 's/^SECRET_ACCESS_KEY=//p' "$keys")
signed() {
  curl --silent --show-error --fail --aws-sigv4 aws:amz:us-east-1:s3 --user "$credentials" \
    --header 'x-amz-content-sha256: UNSIGNED-PAYLOAD' "$@" || die "curl $*"
}
head -c 9000000 /dev/urandom >/object
signed --request PUT http://127.0.0.1:9000/photos
signed --upload-file /object http://127.0.0.1:9000/photos/film
systemctl restart bytebucket || die "restart"
signed http://127.0.0.1:9000/photos/film | cmp - /object || die "other bytes after a restart"
check "used and restarted"

pid=$(systemctl show --property MainPID --value bytebucket)
kill -9 "$pid"
tries=0
until [ "$(systemctl show --property MainPID --value bytebucket)" != "$pid" ] && systemctl is-active --quiet bytebucket; do
  tries=$((tries + 1))
  [ "$tries" -lt 120 ] || die "it is not started again after kill -9"
  sleep 1
done
signed http://127.0.0.1:9000/photos/film | cmp - /object || die "other bytes after kill -9"
check "started again after kill -9"

systemctl stop bytebucket || die "stop"
[ "$(systemctl show --property Result --value bytebucket)" = success ] || die "it did not end in order"
dpkg --purge bytebucket || die "purge"
[ ! -e /lib/systemd/system/bytebucket.service ] || die "the unit is still there"
check "stopped in order, and purged"
END

# The group that systemd gets as its whole world.
cgroups=$(sed -n 's/^[^ ]* \([^ ]*\) cgroup2 .*/\1/p' /proc/mounts | head -n 1)
[ -n "$cgroups" ] || { echo "There is no cgroup2 file system here." >&2; exit 1; }
group=$cgroups/test-systemd-$$
mkdir "$group"
cat >"$root/enter.sh" <<'END'
set -eu
root=$1
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount -t sysfs -o ro sysfs "$root/sys"
mount -t tmpfs -o mode=755 tmpfs "$root/sys/fs/cgroup" 2>/dev/null || true
mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
mount -t tmpfs -o mode=755 tmpfs "$root/run"
mount -t tmpfs -o mode=755 tmpfs "$root/dev"
mkdir "$root/dev/pts" "$root/dev/shm"
for device in null zero full random urandom tty; do
  touch "$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$root/dev/pts"
ln -s pts/ptmx "$root/dev/ptmx"
ln -s /proc/self/fd "$root/dev/fd"
# Not only chroot: whoever is in one makes no user namespace, which the unit wants.
cd "$root"
pivot_root . .
umount --lazy .
exec env -i container=unshare PATH=/usr/sbin:/usr/bin:/sbin:/bin \
  chroot . /lib/systemd/systemd --log-level=notice --log-target=console
END
echo "Starting systemd..." >&2
(
  sh -c 'echo $$ >"$1/cgroup.procs"; shift; exec "$@"' sh "$group" \
    timeout --kill-after=10 600 unshare --mount --pid --net --ipc --uts --cgroup --fork --kill-child \
    sh "$root/enter.sh" "$root" >"$root/console.log" 2>&1 || true
)
cat "$root/try.log" >&2 2>/dev/null || true
if [ "$(cat "$root/try.status" 2>/dev/null)" != 0 ]; then
  echo "NOT OK: under systemd; its console ends with:" >&2
  tail -n 20 "$root/console.log" >&2
  exit 1
fi
