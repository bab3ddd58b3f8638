#!/bin/sh
# What takes minutes of scripts/test-packages.sh: makes every package here and once more from a copy of
# the sources elsewhere, and compares; installs the .deb in a root of Debian, over one of an earlier
# version; starts the image.
set -eu
cd "$(dirname "$0")/.."
. scripts/dist-names.sh
PATH=$PATH:$HOME/go/bin:$PWD/target/python/bin

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
die() {
  echo "NOT OK: $1" >&2
  exit 1
}
made="$name.tar.gz bytebucket_${debian_version}_$debian_machine.deb bytebucket-$version-oci-$machine.tar bytebucket-chart-$version.tgz"
make_all() {
  scripts/dist.sh && scripts/deb.sh && scripts/image.sh && scripts/chart.sh
}

make_all
scripts/test-chart.sh --full
lintian --fail-on error "dist/bytebucket_${debian_version}_$debian_machine.deb" >&2 || die "lintian"

# Debian, once.
base=target/debian-bookworm.tar
if [ ! -e "$base" ]; then
  echo "A root of Debian..." >&2
  mmdebstrap --quiet --variant=minbase --include=adduser,libstdc++6,curl bookworm "$base.new" \
    ${debian_sources:+"$debian_sources"} --format=tar >&2
  mv "$base.new" "$base"
fi
older_launcher=$(scripts/older-archive.sh)
# By its own script, with its own scripts for dpkg inside.
older_sources=${older_launcher%/dist/*/bin/bytebucket}
DEB_COMPRESSION=none DEB_VERSION=0.0.1~earlier "$older_sources/scripts/deb.sh"
mv "$older_sources/dist/bytebucket_0.0.1~earlier_$debian_machine.deb" "$work/older.deb"
scripts/test-deb.sh "$work/older.deb" "dist/bytebucket_${debian_version}_$debian_machine.deb"
scripts/test-systemd.sh "dist/bytebucket_${debian_version}_$debian_machine.deb"
scripts/test-image.sh "dist/bytebucket-$version-oci-$machine.tar" "$base"

# The same sources at another place, with another umask and zone, from nothing that was built.
echo "All of it once more, from a copy of the sources..." >&2
mkdir "$work/copy"
git ls-files -z --cached --others --exclude-standard | tar --create --null --files-from=- --ignore-failed-read |
  tar --extract --directory "$work/copy"
(
  cd "$work/copy"
  umask 077
  export TZ=Asia/Tokyo
  make_all
)
# Every file of the tree, too: where something differs, its name says why.
digests() { # FOLDER
  # A list of words on purpose.
  # shellcheck disable=SC2086
  (cd "$1" && find "$name" $made \( -type f -exec sha256sum {} + \) -o \( -type l -printf 'link to %l  %p\n' \)) | sort -k 2
}
digests dist >"$work/here"
digests "$work/copy/dist" >"$work/there"
[ "$(wc -l <"$work/here")" -gt 300 ] || die "there is little to compare"
diff "$work/here" "$work/there" >&2 || die "two builds make different files"
(cd dist && for file in $made; do sha256sum "$file"; done) >&2
echo "ok: two builds give the same bytes" >&2
