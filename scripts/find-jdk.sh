#!/bin/sh
# Prints the home of a JDK 25: JAVA_HOME if it is one, else the one of the javac or java on the PATH,
# else the first in the places where packages, tools and people put them.
set -eu

wanted=25

is_wanted() {
  [ -x "$1/bin/javac" ] && grep -q "^JAVA_VERSION=\"${wanted}[.\"]" "$1/release" 2>/dev/null
}

# The home that a program on the PATH belongs to, its links followed; nothing when there is none.
home_of() {
  program=$(command -v "$1") || return 0
  while [ -L "$program" ]; do
    target=$(readlink "$program")
    case $target in
      /*) program=$target ;;
      *) program=$(dirname "$program")/$target ;;
    esac
  done
  (cd "$(dirname "$program")/.." 2>/dev/null && pwd -P)
}

# What macOS says itself; elsewhere there is no such program.
of_macos() {
  [ ! -x /usr/libexec/java_home ] || /usr/libexec/java_home -v "$wanted" 2>/dev/null || true
}

# Patterns on purpose: one that matches nothing stays a pattern, and is no JDK.
for home in "${JAVA_HOME:-}" "$(home_of javac)" "$(home_of java)" "$(of_macos)" \
  /usr/lib/jvm/* /usr/java/* /usr/local/*jdk* /opt/* /opt/java/* \
  "${HOME:-/root}"/.sdkman/candidates/java/* "${HOME:-/root}"/.jdks/* "${HOME:-/root}"/.local/share/mise/installs/java/* \
  "${ASDF_DATA_DIR:-${HOME:-/root}/.asdf}"/installs/java/* \
  /Library/Java/JavaVirtualMachines/*/Contents/Home \
  "${HOME:-/root}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
  /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
  /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
  /home/linuxbrew/.linuxbrew/opt/openjdk*; do
  if [ -n "$home" ] && is_wanted "$home"; then
    echo "$home"
    exit 0
  fi
done

{
  echo "No JDK $wanted found. Looked at JAVA_HOME (${JAVA_HOME:-not set}), at javac and java on the PATH,"
  echo "in /usr/lib/jvm, /usr/java, /usr/local, /opt, and in the places of SDKMAN, IntelliJ, mise, asdf,"
  echo "Homebrew and macOS. A JRE is not enough: bin/javac has to be there."
  echo "Install one (a package named like openjdk-$wanted-jdk or temurin-$wanted-jdk), or set JAVA_HOME."
} >&2
exit 1
