#!/bin/sh
# Makes dist/bytebucket-VERSION-oci-MACHINE.tar, an image in OCI's layout, without a registry and
# without a daemon: a few packages of Debian, and over them the tree that dist.sh made.
# DEBIAN_SOURCES names a file with the sources of apt, where the system's are not Debian's.
set -eu
cd "$(dirname "$0")/.."
. scripts/dist-names.sh

if [ ! -x "$home/bin/bytebucket" ]; then
  echo "There is no $home: run make dist first." >&2
  exit 1
fi
if ! command -v mmdebstrap >/dev/null; then
  echo "The image needs the package mmdebstrap. Or build it from $home/Containerfile." >&2
  exit 1
fi
# A runtime of another Debian may need its libraries.
suite=${DEBIAN_SUITE:-bookworm}
if [ -n "${DEBIAN_SUITE:-}" ] && [ -z "${DEBIAN_SOURCES:-}" ]; then debian_sources=; fi
# What the runtime links to, a shell for the launcher, and what names the system: as few as can be.
packages=libc6,libstdc++6,libgcc-s1,zlib1g,busybox-static,base-files

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
blobs=$work/oci/blobs/sha256
mkdir -p "$blobs"

echo "Root..." >&2
# As no user in particular: owners are given to the layer, below.
mmdebstrap --quiet --variant=extract --skip=cleanup/apt --architectures="$debian_machine" \
  --include="$packages" "$suite" "$work/debian.tar" ${debian_sources:+"$debian_sources"} >&2
root=$work/root
mkdir "$root"
tar --extract --no-same-owner --directory "$root" --file "$work/debian.tar" --exclude='./dev/*'
# Scanners look there for what is installed.
mkdir -p "$root/var/lib/dpkg/status.d"
for deb in "$root"/var/cache/apt/archives/*.deb; do
  dpkg-deb --field "$deb" >"$root/var/lib/dpkg/status.d/$(dpkg-deb --field "$deb" Package)"
done
# What is of this machine, or of no use here. Licences stay.
(cd "$root" && rm -rf boot home media mnt opt srv etc/apt etc/hostname etc/resolv.conf etc/fstab \
  var/cache var/log var/lib/apt usr/games usr/include usr/share/man usr/share/locale usr/share/info \
  usr/share/lintian usr/share/gcc usr/share/gdb usr/share/initramfs-tools usr/share/base-files \
  usr/share/doc/mawk usr/bin/mawk usr/lib/*/gconv usr/src etc/alternatives etc/skel etc/update-motd.d \
  var/lib/dpkg/info var/lib/dpkg/status.d/mawk var/local)
find "$root/usr/share/doc" -type f ! -name copyright -delete
for program in sh cat dirname id ls mkdir readlink rm sleep; do ln -s busybox "$root/bin/$program"; done
echo 'root:x:0:0:root:/root:/bin/sh
bytebucket:x:10001:10001:ByteBucket:/data:/bin/sh' >"$root/etc/passwd"
echo 'root:x:0:
bytebucket:x:10001:' >"$root/etc/group"
chmod -R u=rwX,go=rX "$root"
chmod 1777 "$root/tmp" "$root/var/tmp"
mkdir -m 0700 "$work/own" "$work/own/data" "$work/own/keys"

# One layer: a name, what tar reads, and the digest of the bytes before they are compressed.
layer() { # TAR
  diff=$(sha256sum <"$1" | cut -d ' ' -f 1)
  gzip --no-name "$1"
  blob "$1.gz"
}
blob() { # FILE: leaves its digest and size
  digest=$(sha256sum <"$1" | cut -d ' ' -f 1)
  size=$(stat --format=%s "$1")
  mv "$1" "$blobs/$digest"
}

echo "Layers..." >&2
plain_tar --directory "$root" --file "$work/root.tar" .
plain_tar --append --owner=10001 --group=10001 --directory "$work/own" --file "$work/root.tar" data keys
layer "$work/root.tar"
root_diff=$diff root_layer="\"digest\":\"sha256:$digest\",\"size\":$size"
plain_tar --directory dist --transform="flags=r;s:^$name:opt/bytebucket:" --file "$work/program.tar" "$name"
layer "$work/program.tar"
program_diff=$diff program_layer="\"digest\":\"sha256:$digest\",\"size\":$size"

gzipped='"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip"'
# The health check is of Docker's making; OCI's own description has none, and lets it be.
cat >"$work/config" <<END
{"created":"$date","architecture":"$debian_machine","os":"linux","config":{
"User":"10001:10001","ExposedPorts":{"9000/tcp":{},"9001/tcp":{}},
"Env":["PATH=/opt/bytebucket/bin:/bin","DATA_DIR=/data","CREDENTIALS_FILE=/keys/credentials","ADMIN_LISTEN=0.0.0.0:9001"],
"Entrypoint":["/opt/bytebucket/bin/bytebucket"],"Cmd":["server"],
"Volumes":{"/data":{},"/keys":{}},"WorkingDir":"/data","StopSignal":"SIGTERM",
"Healthcheck":{"Test":["CMD","/opt/bytebucket/bin/bytebucket","healthcheck"],"Interval":30000000000,"Timeout":5000000000,"StartPeriod":60000000000},
"Labels":{"org.opencontainers.image.title":"ByteBucket","org.opencontainers.image.version":"$version","org.opencontainers.image.licenses":"Apache-2.0"}},
"rootfs":{"type":"layers","diff_ids":["sha256:$root_diff","sha256:$program_diff"]},
"history":[{"created":"$date","created_by":"packages of Debian"},{"created":"$date","created_by":"ByteBucket"}]}
END
blob "$work/config"
cat >"$work/manifest" <<END
{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",
"config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:$digest","size":$size},
"layers":[{$gzipped,$root_layer},{$gzipped,$program_layer}]}
END
blob "$work/manifest"
cat >"$work/oci/index.json" <<END
{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[
{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:$digest","size":$size,
"platform":{"architecture":"$debian_machine","os":"linux"},
"annotations":{"io.containerd.image.name":"localhost/bytebucket:$version","org.opencontainers.image.ref.name":"bytebucket:$version"}}]}
END
printf '{"imageLayoutVersion":"1.0.0"}' >"$work/oci/oci-layout"
image=dist/bytebucket-$version-oci-$machine.tar
plain_tar --mode=u=rwX,go=rX --directory "$work/oci" --file "$image" blobs index.json oci-layout
du -h "$image" >&2
