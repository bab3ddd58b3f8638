#!/bin/sh
# Makes dist/bytebucket_VERSION_ARCHITECTURE.deb of the tree that dist.sh made.
# DEB_VERSION names another version, DEB_COMPRESSION another one than xz: for tests.
set -eu
cd "$(dirname "$0")/.."
. scripts/dist-names.sh

if [ ! -x "$home/bin/bytebucket" ]; then
  echo "There is no $home: run make dist first." >&2
  exit 1
fi
version=${DEB_VERSION:-$debian_version}
source=server/src/dist/debian
deb=dist/bytebucket_${version}_$debian_machine.deb
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
chmod 755 "$root"

lib=$root/usr/lib/bytebucket
doc=$root/usr/share/doc/bytebucket
mkdir -p "$lib" "$doc" "$root/usr/bin" "$root/lib/systemd/system" "$root/etc/bytebucket" \
  "$root/usr/share/zsh" "$root/usr/share/lintian/overrides" "$root/DEBIAN"

# The times of the jars are part of the class cache: they go along.
for part in bin conf lib runtime; do cp -a "$home/$part" "$lib/"; done
ln -s ../lib/bytebucket/bin/bytebucket "$root/usr/bin/bytebucket"
cp -a "$home/share/man" "$home/share/bash-completion" "$root/usr/share/"
cp -a "$home/share/zsh/site-functions" "$root/usr/share/zsh/vendor-completions"
cp -a "$home/docs" "$home/README.md" "$home/ARCHITECTURE.md" "$home/NOTICE" "$doc/"
# Not made where Node.js is missing.
if [ -e "$home/bytebucket.cdx.json" ]; then cp -a "$home/bytebucket.cdx.json" "$doc/"; fi
cp "$source/copyright" "$doc/copyright"
cp "$source/lintian-overrides" "$root/usr/share/lintian/overrides/bytebucket"
{
  printf 'bytebucket (%s) unstable; urgency=medium\n\n  * Version %s.\n\n' "$version" "$version"
  printf ' -- ByteBucket <maintainers@bytebucket.example>  %s\n' "$(date --date="$date" --rfc-email)"
} | gzip --no-name --best >"$doc/changelog.gz"
sed 's:/opt/bytebucket:/usr/lib/bytebucket:g; s:the archive unpacked at:what the package has in:' \
  "$home/systemd/bytebucket.service" >"$root/lib/systemd/system/bytebucket.service"
cp "$source/bytebucket.env" "$root/etc/bytebucket/"

echo /etc/bytebucket/bytebucket.env >"$root/DEBIAN/conffiles"
# What the runtime and RocksDB's library say that they need, for any machine.
natives=$(find "$lib" -name '*.so')
# shellcheck disable=SC2086
libc=$(grep --text --only-matching --no-filename 'GLIBC_2\.[0-9]*' $natives | sort -uV | tail -n 1 | sed 's/GLIBC_//')
# shellcheck disable=SC2086
if grep --quiet --text 'libz\.so\.1' $natives; then zlib=", zlib1g"; else zlib=; fi
# As Debian counts: each file in whole KiB, and one for all else, whatever the file system takes.
size=$(find "$root" -path "$root/DEBIAN" -prune -o -printf '%y %s\n' |
  awk '{ kib += $1 == "f" ? int(($2 + 1023) / 1024) : 1 } END { print kib }')
sed "s/@VERSION@/$version/; s/@ARCH@/$debian_machine/; s/@SIZE@/$size/
  s/@LIBC@/$libc/; s/@ZLIB@/$zlib/" "$source/control" >"$root/DEBIAN/control"
cp "$source/templates" "$root/DEBIAN/"
install -m 755 "$source/config" "$source/postinst" "$source/prerm" "$source/postrm" "$root/DEBIAN/"
chmod -R u=rwX,go=rX "$root"
find "$root" -exec touch --no-dereference --date="$date" {} +
(cd "$root" && find . -path ./DEBIAN -prune -o -type f -print | sed 's:^\./::' | sort |
  xargs -d '\n' md5sum) >"$root/DEBIAN/md5sums"
touch --date="$date" "$root/DEBIAN/md5sums" "$root/DEBIAN"

dpkg-deb --root-owner-group --threads-max=1 -Z"${DEB_COMPRESSION:-xz}" --build "$root" "$deb" >&2
du -h "$deb" >&2
