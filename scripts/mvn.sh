#!/bin/sh
# Maven on JDK 25, from the root of the repository.
set -eu
cd "$(dirname "$0")/.."

JAVA_HOME=$(scripts/find-jdk.sh)
# Quiet the JDK's warning about Maven's own use of sun.misc.Unsafe.
MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS:-}"
export JAVA_HOME MAVEN_OPTS

# Jars hold the modes of the files in them, which are to be the same whoever builds.
umask 022

if ! command -v mvn >/dev/null; then
  echo "Maven (mvn) is missing: install the package maven." >&2
  exit 1
fi
exec mvn --batch-mode "$@"
