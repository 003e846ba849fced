#!/usr/bin/env bash
# Lets zizmor look for weaknesses in the workflows and the action.
set -euo pipefail
cd "$(dirname "$0")/.."
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

if python3 -m venv "$place" && "$place/bin/pip" install --quiet --disable-pip-version-check zizmor==1.32.0; then
  "$place/bin/zizmor" --offline --quiet --no-progress .github action.yml
  echo 'zizmor finds nothing in the workflows and the action.'
else
  printf '\n!!!! NOT TESTED: the workflows with zizmor, which could not be installed.\n\n'
fi
