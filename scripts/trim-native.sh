#!/bin/sh
# usage: trim-native.sh LIB MACHINE DATE
# Takes the native libraries out of RocksDB's jar, which carries one for each of fifteen systems, and
# keeps that of this one beside it: five times smaller, and nothing is unpacked to /tmp at each start.
set -eu
lib=$(cd "$1" && pwd)
case $2 in
  x86_64) system=linux64 ;;
  aarch64) system=linux-aarch64 ;;
  *)
    echo "No native library is known for $2; the jar keeps them all." >&2
    exit 0
    ;;
esac

jar=$(echo "$lib"/rocksdbjni-*.jar)
tool=$(scripts/find-jdk.sh)/bin/jar
work=$(mktemp -d)
trap 'rm -rf "$work" "$work.list"' EXIT
cd "$work"
"$tool" --extract --file "$jar"
mv "librocksdbjni-$system.so" "$lib/"
rm -f librocksdbjni-*
find . -type f | sed 's:^\./::' | sort >"$work.list"
rm -f "$jar"
"$tool" --create --file "$jar" --date "$3" --no-manifest @"$work.list"
