#!/usr/bin/env bash
# Packs the package, installs it in an empty project, and runs it there as a user would.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

npm pack --silent --ignore-scripts --pack-destination "$place"
cd "$place"
npm init --yes >/dev/null
npm install --no-audit --no-fund --omit=dev ./jobsworth-*.tgz >/dev/null
cp "$root/fixtures/err/migration.yaml" "$root/fixtures/ok/one-off.yaml" .

code=0
npx jobsworth migration.yaml >found.txt || code=$?
[ "$code" = 1 ] || { echo "A bad manifest gave exit code $code"; cat found.txt; exit 1; }
grep -q 'ttl-required' found.txt || { echo 'A bad manifest gave no finding:'; cat found.txt; exit 1; }
npx jobsworth one-off.yaml
npx jobsworth --version

cat >library.mjs <<'JS'
import { readFileSync } from 'node:fs'
import { lint, rules, settingsFor } from 'jobsworth'
const text = readFileSync('migration.yaml', 'utf8')
const { findings } = lint({ path: 'migration.yaml', text }, settingsFor('migration.yaml', {}, rules))
if (!findings.some(({ ruleId }) => ruleId === 'ttl-required')) throw new Error('The library found nothing.')
JS
node library.mjs
echo "The package installs and runs."
