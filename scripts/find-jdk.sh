#!/bin/sh
# Prints the home of a JDK 25: JAVA_HOME if it is one, else the first under /usr/lib/jvm.
set -eu

wanted=25

is_wanted() {
  [ -x "$1/bin/javac" ] && grep -q "^JAVA_VERSION=\"${wanted}[.\"]" "$1/release" 2>/dev/null
}

for home in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
  if [ -n "$home" ] && is_wanted "$home"; then
    echo "$home"
    exit 0
  fi
done

{
  echo "No JDK $wanted found. Looked at JAVA_HOME (${JAVA_HOME:-not set}) and in /usr/lib/jvm."
  echo "Install one (a package named like openjdk-$wanted-jdk or temurin-$wanted-jdk), or set JAVA_HOME."
} >&2
exit 1
