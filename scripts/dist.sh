#!/bin/sh
# Makes dist/bytebucket-VERSION-linux-MACHINE.tar.gz: launcher, jars, a Java runtime of the modules
# they use, and a cache of classes already read and checked. The same sources make the same bytes.
#   --tree    only the folder that goes into the archive
# MACHINE=aarch64 makes that of another machine, with the modules of its JDK 25 in JMODS.
set -eu
cd "$(dirname "$0")/.."
. scripts/dist-names.sh

if [ "$(uname -s)" != Linux ]; then
  echo "The archive is made on Linux, for Linux." >&2
  exit 1
fi
# The runtime of another machine is linked of modules that somebody has to bring.
if [ "$machine" != "$(uname -m)" ] && [ ! -e "${JMODS:-}/java.base.jmod" ]; then
  echo "The archive for $machine has a Java runtime for $machine. This one is $(uname -m), and its JDK has none:" >&2
  echo "set JMODS to the folder jmods of a JDK $("$(scripts/find-jdk.sh)/bin/java" --version | head -n 1 | cut -d ' ' -f 2) for linux on $machine, or make the archive there." >&2
  exit 1
fi
scripts/build-server.sh
jdk=$(scripts/find-jdk.sh)
built=server/target/lib

echo "Runtime..." >&2
# Those of older versions, too.
rm -rf dist/bytebucket-*-linux-"$machine" dist/bytebucket-*-linux-"$machine".tar.gz
mkdir -p "$home/bin" "$home/conf" "$home/lib"
# What the jars use, less java.desktop and java.sql: Jackson and Jetty name classes of these, look
# whether they are there, and do without.
used=$("$jdk/bin/jdeps" --multi-release 25 --ignore-missing-deps --print-module-deps \
  --module-path "$built:$built/transfer-s3" "$built"/*.jar "$built"/transfer-s3/*.jar | tail -n 1 | tr , '\n' |
  grep -v -x -e java.desktop -e java.sql | paste -s -d ,)
# What bytecode does not show: TLS, figures about the process, the access of Jetty and Jackson to
# fields; and what looks into a running server (jcmd, flight recorder).
hidden=java.logging,java.xml,jdk.crypto.ec,jdk.management,jdk.unsupported,jdk.jcmd,jdk.jfr
"$jdk/bin/jlink" --add-modules "$used,$hidden" --output "$home/runtime" \
  --no-header-files --no-man-pages --exclude-files='**.debuginfo' ${JMODS:+--module-path "$JMODS"}

echo "Jars..." >&2
cp "$built"/*.jar "$home/lib/"
cp -R "$built/transfer-s3" "$home/lib/"
cp server/src/dist/bin/bytebucket "$home/bin/"
cp server/src/dist/jvm.options "$home/conf/"
cp -R server/src/dist/systemd server/src/dist/Containerfile "$home/"
cp server/src/dist/README.md "$home/"
cp -R ARCHITECTURE.md CONTRIBUTING.md LICENSE NOTICE docs deploy "$home/"
scripts/trim-native.sh "$home/lib" "$machine" "$date"

echo "Manual and list of parts..." >&2
"$jdk/bin/java" -jar "$built/bytebucket-server.jar" manual "$home/share"
find "$home/share/man" -name '*.1' -exec gzip --no-name --best {} +
scripts/sbom.sh "$home"

# The class cache holds to the size and the time of each jar: set the time before, not after.
chmod -R u=rwX,go=rX "$home"
find "$home" -exec touch --no-dereference --date="$date" {} +
if [ "$machine" = "$(uname -m)" ]; then
  echo "Class cache..." >&2
  # Classes that are listed and not there are passed over.
  "$home/runtime/bin/java" "@$home/conf/jvm.options" -Xshare:dump -Xlog:disable -Xlog:all=error:stderr \
    -XX:SharedClassListFile=server/src/dist/classes.lst \
    -XX:SharedArchiveFile="$home/lib/bytebucket.jsa" -cp "$home/lib/bytebucket-server.jar" >&2
  chmod 644 "$home/lib/bytebucket.jsa"
  touch --date="$date" "$home/lib/bytebucket.jsa" "$home/lib"
else
  echo "No class cache: it is made by the runtime itself, on its own machine. A start takes twice as long." >&2
fi

if [ "${1:-}" = --tree ]; then exit 0; fi
echo "Archive..." >&2
plain_tar --directory dist "$name" | gzip --no-name --best >"dist/$name.tar.gz"
du -h "dist/$name.tar.gz" >&2
