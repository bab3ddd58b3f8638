#!/bin/sh
# Starts a server to try out, in the foreground; it keeps its data in data/ of this working copy.
set -eu
cd "$(dirname "$0")/.."

scripts/build-server.sh
java=$(scripts/find-jdk.sh)/bin/java
# JAVA_OPTS is a list of words on purpose.
# shellcheck disable=SC2086
exec "$java" @server/src/dist/jvm.options ${JAVA_OPTS:-} \
  -jar server/target/lib/bytebucket-server.jar server --try "$@"
