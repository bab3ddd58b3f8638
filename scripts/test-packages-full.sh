#!/bin/sh
# usage: test-packages-full.sh OLDER_DEB
# What takes minutes of scripts/test-packages.sh: makes every package here and once more from a copy of
# the sources elsewhere, and compares; installs the .deb in a root of Debian; starts the image.
set -eu
cd "$(dirname "$0")/.."
. scripts/dist-names.sh
PATH=$PATH:$HOME/go/bin:$PWD/target/python/bin
older=$1

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
scripts/test-deb.sh "$older" "dist/bytebucket_${debian_version}_$debian_machine.deb"
scripts/test-image.sh "dist/bytebucket-$version-oci-$machine.tar"

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
for file in $made; do
  cmp "dist/$file" "$work/copy/dist/$file" || die "two builds make different files: $file"
done
(cd dist && for file in $made; do sha256sum "$file"; done) >&2
echo "ok: two builds give the same bytes" >&2
