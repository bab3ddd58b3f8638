#!/bin/sh
# Installs what scripts/test-packages.sh --full calls, where it is missing and this is root on a Debian:
# of Debian's packages, of Go's modules, and one of Python's, in a place of its own in target/.
set -eu
cd "$(dirname "$0")/.."
PATH=$PATH:$HOME/go/bin:/usr/local/go/bin

missing=
need() { # COMMAND PACKAGE
  if ! command -v "$1" >/dev/null && [ ! -x "/usr/sbin/$1" ]; then missing="$missing $2"; fi
}
need curl curl
need dpkg-deb dpkg
need groff groff
need ip iproute2
need lintian lintian
need man man-db
need mmdebstrap mmdebstrap
need podman podman
need crun crun
need shellcheck shellcheck
need systemd-analyze systemd
need zsh zsh
if [ -n "$missing" ]; then
  echo "Installing what the tests of packages need:$missing" >&2
  # A list of words on purpose.
  # shellcheck disable=SC2086
  apt-get update --quiet >&2 &&
    DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --no-install-recommends $missing >&2
fi

# Two minutes of compiling for helm, once.
if ! command -v helm >/dev/null; then
  GOBIN="$HOME/go/bin" go install helm.sh/helm/v3/cmd/helm@v3.19.2 >&2
fi
# The program that this module holds is called cmd.
if ! command -v compose-go >/dev/null; then
  programs=$(mktemp -d)
  GOBIN=$programs go install github.com/compose-spec/compose-go/v2/cmd@v2.16.2 >&2
  mkdir -p "$HOME/go/bin"
  mv "$programs/cmd" "$HOME/go/bin/compose-go"
  rmdir "$programs"
fi
# The schemas of Kubernetes.
if [ ! -x target/python/bin/kubernetes-validate ]; then
  python3 -m venv target/python
  target/python/bin/pip install --quiet kubernetes-validate==1.37.0
fi
