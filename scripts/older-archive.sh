#!/bin/sh
# Makes the archive of an earlier version, out of the history of this repository, below target/, unless
# it is there. Prints the path of its launcher. Argument: the commit; without one, the last commit of
# the format before this one.
set -eu
cd "$(dirname "$0")/.."

# The last one that wrote format 2. Whoever adds a format names the last commit before it here.
commit=${1:-76cf1228237ab5032d206bf2b1561cdf3703bf47}
if ! commit=$(git rev-parse --verify --quiet "$commit^{commit}"); then
  echo "There is no commit ${1:-of the format before} in this repository; is its history cut?" >&2
  exit 1
fi
home=target/older/$(echo "$commit" | cut -c1-12)
launcher() { find "$PWD/$home/dist" -path '*/bin/bytebucket' -not -path '*/runtime/*' 2>/dev/null | head -n 1; }

if [ -z "$(launcher)" ]; then
  echo "Building the archive of $commit in $home..." >&2
  rm -rf "$home"
  mkdir -p "$home"
  git archive "$commit" | tar --extract --directory "$home"
  "$home/scripts/dist.sh" >&2
fi
launcher
