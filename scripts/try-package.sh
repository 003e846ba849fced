#!/usr/bin/env bash
# Packs the package, installs it in an empty project, and runs it there as a user would.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

npm pack --silent --ignore-scripts --pack-destination "$place"
# ESM alone, which every Node that we support can also require.
npx --yes @arethetypeswrong/cli@0.18.5 "$place"/jobsworth-*.tgz --profile esm-only --no-color
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

# The README's example of the library: in Node, in a bundle for browsers, and with no types but the language's own.
sed -n '/^```js$/,/^```$/p' "$root/README.md" | sed '1d;$d' >library.mjs
node library.mjs >library.txt
grep -q '(ttl-required)$' library.txt || { echo "The README's example found nothing:"; cat library.txt; exit 1; }
"$root/node_modules/.bin/esbuild" library.mjs --bundle --platform=browser --format=esm --log-level=warning >bundle.mjs
node bundle.mjs | cmp - library.txt
cp library.mjs library.mts
echo 'declare const console: { log(...words: unknown[]): void }' >console.d.ts
"$root/node_modules/.bin/tsc" --strict --noEmit --skipLibCheck false --module nodenext --target es2023 \
  --lib es2024 --types '' library.mts console.d.ts
echo "The package installs and runs."
