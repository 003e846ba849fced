#!/usr/bin/env bash
# Prints the schema bundle of one Kubernetes release: schemas/generator/run.sh 1.36.3 > bundle.json
# Needs Go and the Go module proxy. Everything else it makes lies in a temporary folder.
set -euo pipefail

release=${1:?usage: run.sh <release, as 1.36.3>}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here/main.go" "$work"
cd "$work"

# Kubernetes' go.mod finds its own libraries in staging/, which the module proxy does not carry:
# the same requirements, with each of those libraries at the release it was published as.
source=$(GOFLAGS=-mod=mod go mod download -json "k8s.io/kubernetes@v$release" | sed -n 's/^\t"GoMod": "\(.*\)",$/\1/p')
{
  echo 'module generator'
  grep '^go ' "$source"
  sed -n '/^require (/,/^)/p' "$source"
  echo "require k8s.io/kubernetes v$release"
  sed -nE "s#^\s*(k8s.io/[a-z-]+) => \./staging/.*#replace \1 => \1 v0.${release#*.}#p" "$source"
} > go.mod
GOFLAGS=-mod=mod go run .
