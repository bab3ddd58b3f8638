#!/bin/sh
# Makes dist/bytebucket-VERSION-SYSTEM.tar.gz: launcher, jars, a Java runtime of the modules they use,
# and a cache of classes already loaded and linked, made by a short training run.
set -eu
cd "$(dirname "$0")/.."
export LC_ALL=C

scripts/build-server.sh
jdk=$(scripts/find-jdk.sh)
built=server/target/lib
version=$(sed -n 's:^  <version>\(.*\)</version>:\1:p' pom.xml)
# One date inside the archive, the one Maven puts into jars.
date=$(sed -n 's:.*<project.build.outputTimestamp>\(.*\)</.*:\1:p' pom.xml)
machine=$(uname -m)
name=bytebucket-$version-linux-$machine
home=dist/$name

if [ "$(uname -s)" != Linux ]; then
  echo "The archive is made on Linux, for Linux." >&2
  exit 1
fi

echo "Runtime..." >&2
rm -rf dist
mkdir -p "$home/bin" "$home/conf" "$home/lib"
# What the jars use, less java.desktop and java.sql: Jackson and Jetty name classes of these, look
# whether they are there, and do without.
used=$("$jdk/bin/jdeps" --multi-release 25 --ignore-missing-deps --print-module-deps \
  --module-path "$built" "$built"/*.jar | tail -n 1 | tr , '\n' |
  grep -v -x -e java.desktop -e java.sql | paste -s -d ,)
# What bytecode does not show: TLS, figures about the process, the access of Jetty and Jackson to
# fields; and what looks into a running server (jcmd, flight recorder).
hidden=java.logging,java.xml,jdk.crypto.ec,jdk.management,jdk.unsupported,jdk.jcmd,jdk.jfr
"$jdk/bin/jlink" --add-modules "$used,$hidden" --output "$home/runtime" \
  --no-header-files --no-man-pages

echo "Jars..." >&2
cp "$built"/*.jar "$home/lib/"
cp server/src/dist/bin/bytebucket "$home/bin/"
cp server/src/dist/jvm.options "$home/conf/"
cp -R server/src/dist/systemd server/src/dist/Containerfile "$home/"
cp server/src/dist/README.md "$home/"
cp -R ARCHITECTURE.md CONTRIBUTING.md LICENSE NOTICE docs "$home/"
scripts/trim-native.sh "$home/lib" "$machine" "$date"

# The class cache holds to the size and the time of each jar: set the time before, not after.
find "$home" -exec touch --no-dereference --date="$date" {} +

echo "Training run for the class cache..." >&2
scripts/train.sh "$home"
# The server makes what it makes for itself alone, and whoever runs it has to read this.
chmod -R u=rwX,go=rX "$home"
find "$home" -exec touch --no-dereference --date="$date" {} +

echo "Archive..." >&2
tar --create --sort=name --format=posix --owner=0 --group=0 --numeric-owner --mtime="$date" \
  --pax-option=exthdr.name=%d/PaxHeaders/%f,delete=atime,delete=ctime \
  --directory dist "$name" | gzip --no-name --best >"dist/$name.tar.gz"
du -h "dist/$name.tar.gz" >&2
