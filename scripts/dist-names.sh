# Sourced by the scripts that make packages, at the root of the repository: what they call things.
# MACHINE names another machine than this one (x86_64, aarch64).
# shellcheck shell=sh disable=SC2034
export LC_ALL=C TZ=UTC
version=$(sed -n 's:^  <version>\(.*\)</version>:\1:p' pom.xml)
# One date inside every package, the one Maven puts into jars.
date=$(sed -n 's:.*<project.build.outputTimestamp>\(.*\)</.*:\1:p' pom.xml)
SOURCE_DATE_EPOCH=$(date --date="$date" +%s)
export SOURCE_DATE_EPOCH
machine=${MACHINE:-$(uname -m)}
case $machine in
  x86_64) debian_machine=amd64 ;;
  aarch64) debian_machine=arm64 ;;
  *) debian_machine=$machine ;;
esac
name=bytebucket-$version-linux-$machine
home=dist/$name
# Debian sorts what follows a tilde before the release.
debian_version=$(echo "$version" | sed 's/-/~/g')

# Where Debian's packages come from: what this machine is told, if it is a Debian.
debian_sources=${DEBIAN_SOURCES:-}
for file in /etc/apt/sources.list /etc/apt/sources.list.d/debian.sources; do
  if [ -z "$debian_sources" ] && [ -s "$file" ]; then debian_sources=$file; fi
done

# tar with what may differ from one build to the next left out. It creates, unless it is told to append.
plain_tar() {
  act=--create
  if [ "$1" = --append ]; then act=--append && shift; fi
  tar "$act" --sort=name --format=posix --owner=0 --group=0 --numeric-owner --mtime="$date" \
    --pax-option=exthdr.name=%d/PaxHeaders/%f,delete=atime,delete=ctime "$@"
}
