#!/bin/sh
# Makes dist/bytebucket-chart-VERSION.tgz, the Helm chart with the version of the program in it.
set -eu
cd "$(dirname "$0")/.."
. scripts/dist-names.sh

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -R deploy/helm/bytebucket "$work/"
sed -i "s/^version: .*/version: $version/; s/^appVersion: .*/appVersion: \"$version\"/" "$work/bytebucket/Chart.yaml"
chmod -R u=rwX,go=rX "$work/bytebucket"
mkdir -p dist
chart=dist/bytebucket-chart-$version.tgz
plain_tar --directory "$work" bytebucket | gzip --no-name --best >"$chart"
du -h "$chart" >&2
