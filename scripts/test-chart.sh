#!/bin/sh
# Lints and renders the chart that chart.sh made with helm, in its plainest and in its fullest form;
# holds what comes out against the schemas of Kubernetes; and looks whether an upgrade keeps the secret.
set -eu
cd "$(dirname "$0")/.."
. scripts/dist-names.sh
PATH=$PATH:$HOME/go/bin

chart=dist/bytebucket-chart-$version.tgz
work=$(mktemp -d)
cluster=
finish() {
  if [ -n "$cluster" ]; then kill "$cluster" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap finish EXIT
# Nothing of the account's own, no cluster above all.
export HELM_CACHE_HOME="$work/cache" HELM_CONFIG_HOME="$work/config" HELM_DATA_HOME="$work/helm" KUBECONFIG=/dev/null
die() {
  echo "NOT OK: $1" >&2
  exit 1
}
render() { helm template r "$chart" --kube-version 1.31.0 "$@"; }
refused() { # WHAT THE MESSAGE HAS, ARGUMENTS
  words=$1
  shift
  if render "$@" >"$work/refused" 2>&1; then die "helm took $*"; fi
  grep -q -e "$words" "$work/refused" || { cat "$work/refused" >&2; die "refused in other words: $*"; }
}

helm lint --strict "$chart" >"$work/lint" || { cat "$work/lint" >&2; die "helm lint"; }
cat >"$work/full.yaml" <<'END'
settings: { REGION: eu-central-1, ADMIN_TLS: shared, MAX_CONNECTIONS: 500, IP_BAN_ENABLED: true }
credentials: { existingSecret: keys }
persistence: { storageClass: fast, annotations: { a: b } }
tls: { secretName: certificate }
ingress: { enabled: true, className: nginx, hosts: [s3.example.com], tls: [{ secretName: t, hosts: [s3.example.com] }] }
networkPolicy:
  s3From: [{ namespaceSelector: {} }]
  adminFrom: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: monitoring } } }]
  egress: [{ to: [{ ipBlock: { cidr: 192.0.2.0/24 } }] }]
metrics: { serviceMonitor: { enabled: true, labels: { release: prometheus } }, tokenSecret: { name: token, key: token } }
podDisruptionBudget: { enabled: true }
extraEnv: [{ name: JAVA_OPTS, value: -Xmx1g }]
podAnnotations: { a: b }
podLabels: { c: d }
nodeSelector: { disk: ssd }
tolerations: [{ key: storage, operator: Exists }]
priorityClassName: high
imagePullSecrets: [{ name: pull }]
END
render >"$work/plain-rendered.yaml"
render --values "$work/full.yaml" >"$work/full-rendered.yaml"
for kind in Secret StatefulSet Service NetworkPolicy; do
  grep -q "^kind: $kind$" "$work/plain-rendered.yaml" || die "no $kind"
done
for kind in StatefulSet Ingress PodDisruptionBudget ServiceMonitor; do
  grep -q "^kind: $kind$" "$work/full-rendered.yaml" || die "no $kind"
done
if grep -q '^kind: Secret$' "$work/full-rendered.yaml"; then die "a secret beside the one that is named"; fi
grep -q "image: \"bytebucket:$version\"" "$work/plain-rendered.yaml" || die "another image"
render --show-only templates/secret.yaml >"$work/one"
render --show-only templates/secret.yaml >"$work/two"
if cmp -s "$work/one" "$work/two"; then die "two installations have the same secrets"; fi

refused 'DATA_DIR' --set settings.DATA_DIR=/elsewhere
refused 'nonsense' --set nonsense=1
refused 'needs a host' --set ingress.enabled=true
refused 'is gone' --is-upgrade

# In another Python where the system's own takes no packages.
validate=kubernetes-validate
if command -v $validate >/dev/null; then
  for form in plain full; do
    $validate --strict --kubernetes-version 1.31 --quiet "$work/$form-rendered.yaml" ||
      die "the $form form is not of Kubernetes' schemas"
  done
else
  echo "kubernetes-validate is missing: what was rendered was not held against the schemas." >&2
  if [ "${1:-}" = --full ]; then exit 1; fi
fi

python3 scripts/fake-cluster.py "$work/port" default r-bytebucket ENCRYPTION_KEY=old-key ACCESS_KEY_ID=old-id \
  SECRET_ACCESS_KEY=old-secret &
cluster=$!
tries=0
until [ -e "$work/port" ]; do
  tries=$((tries + 1))
  [ "$tries" -lt 300 ] || die "no cluster"
  sleep 0.1
done
render --dry-run=server --is-upgrade --show-only templates/secret.yaml \
  --kube-apiserver "http://127.0.0.1:$(cat "$work/port")" --kube-token none >"$work/upgrade"
for value in old-key old-id old-secret; do
  grep -q "\"$(printf %s "$value" | base64)\"" "$work/upgrade" || die "an upgrade loses $value"
done
echo "ok: chart, by $(helm version --short)" >&2
