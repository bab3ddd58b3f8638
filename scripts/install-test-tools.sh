#!/bin/sh
# Installs what the tests with real clients and real file systems call, where it is missing and this
# is root on a Debian. Elsewhere it says what is missing; in CI (CI=true) that is an error.
set -eu

missing_packages=
need() { # COMMAND PACKAGE...
  if command -v "$1" >/dev/null || [ -x "/usr/sbin/$1" ]; then return 0; fi
  shift
  missing_packages="$missing_packages $*"
}
need curl curl
need rclone rclone
need s3cmd s3cmd
need restic restic
need rsync rsync
need s3fs s3fs
# A small program is fetched and built on a mounted bucket.
need git git
need cc gcc libc6-dev
need wrk wrk
need nginx nginx-light
need mkfs.ext4 e2fsprogs
need mkfs.xfs xfsprogs
need node nodejs
need npm npm
need chromium chromium
need prometheus prometheus

python_lacks() { ! python3 -c "import $1" 2>/dev/null; }

missing_python=
if python_lacks boto3; then missing_python="$missing_python boto3"; fi
if ! command -v aws >/dev/null; then missing_python="$missing_python awscli"; fi
# Without it the two have no CRC32C and no CRC64NVME.
if python_lacks awscrt; then missing_python="$missing_python awscrt"; fi
# It brings a current libcurl; Debian 12's curl is another client, which is tried too.
if python_lacks pycurl; then missing_python="$missing_python pycurl"; fi
# It says whether the description of the admin API is one.
if python_lacks openapi_spec_validator; then
  missing_python="$missing_python openapi-spec-validator"
fi

# The clients of JavaScript, in the versions that the lock file names.
clients=$(dirname "$0")/../server/src/test/js
missing_node=
if [ ! -e "$clients/node_modules/.package-lock.json" ] ||
  [ "$clients/package-lock.json" -nt "$clients/node_modules/.package-lock.json" ]; then
  missing_node=" packages-of-npm"
fi
install_node_packages() {
  if [ -z "$missing_node" ] || ! command -v npm >/dev/null; then return 0; fi
  # Debian 12 has an older one.
  if [ "$(node --print 'parseInt(process.versions.node)')" -lt 20 ]; then
    missing_node=" nodejs>=20$missing_node"
  elif (cd "$clients" && npm ci && touch node_modules/.package-lock.json) >&2; then
    missing_node=
  fi
}
# These need no root, unless npm is still to be installed.
install_node_packages

# The ACME server of a test, built from the Go modules that it comes as. Debian 12's Go is too old for
# it: where there is no other, that test is skipped, and says so.
acme_server=github.com/letsencrypt/pebble/v2/cmd
acme_version=v2.10.3
install_acme_server() {
  PATH=$PATH:/usr/local/go/bin
  for program in pebble pebble-challtestsrv; do
    if command -v "$program" >/dev/null || [ -x "$HOME/go/bin/$program" ]; then continue; fi
    if ! command -v go >/dev/null ||
      ! GOBIN="$HOME/go/bin" go install "$acme_server/$program@$acme_version" >&2; then
      echo "$program could not be installed: the test of certificates by ACME is skipped." >&2
      return 0
    fi
  done
}
install_acme_server

if [ -z "$missing_packages$missing_python$missing_node" ]; then
  exit 0
fi

give_up() {
  echo "The tests need what is missing here:$missing_packages$missing_python$missing_node" >&2
  echo "$1" >&2
  echo "Tests that call them are skipped, and say so." >&2
  if [ "${CI:-}" = true ]; then exit 1; fi
  exit 0
}
if [ "$(id -u)" != 0 ]; then give_up "Install them, or run this as root."; fi
if ! command -v apt-get >/dev/null; then give_up "Install them: there is no apt-get to do it with."; fi

echo "Installing what the tests need:$missing_packages$missing_python" >&2

# No service is started by what is installed here: nginx is for measuring, on a port of its own.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
fi

install_packages() {
  DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --no-install-recommends "$@"
}
not_to_be_had=
apt-get update --quiet
# A list of words on purpose. One that this Debian lacks does not keep the others away.
# shellcheck disable=SC2086
if [ -n "$missing_packages" ] && ! install_packages $missing_packages; then
  for package in $missing_packages; do
    install_packages "$package" || not_to_be_had="$not_to_be_had $package"
  done
fi
# pip has the newer clients; a Python that Debian manages takes Debian's.
for module in $missing_python; do
  if python3 -m pip install --quiet "$module"; then continue; fi
  case $module in
    awscli) package=awscli ;;
    *) package=python3-$module ;;
  esac
  install_packages "$package" || not_to_be_had="$not_to_be_had $package"
done
install_node_packages

if [ -n "$not_to_be_had$missing_node" ]; then
  missing_packages=$not_to_be_had missing_python=
  give_up "They could not be installed."
fi
