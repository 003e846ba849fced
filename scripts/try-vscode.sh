#!/usr/bin/env bash
# Type-checks and packages the extension for VS Code, and starts the server that is in the package.
set -euo pipefail
cd "$(dirname "$0")/../editors/vscode"
root=$PWD/../..
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

(cd "$root" && npm run --silent build)
npm ci --ignore-scripts --omit=optional --no-audit --no-fund >/dev/null
npm run --silent typecheck
npx vsce package --no-dependencies --allow-missing-repository --out "$place/jobsworth.vsix" >"$place/vsce.txt" || { cat "$place/vsce.txt"; exit 1; }
tail -1 "$place/vsce.txt"

(cd "$place" && python3 -m zipfile -e jobsworth.vsix . )
node "$root/scripts/try-server.mjs" "$place/extension/dist/server/main.js"
node "$root/scripts/try-extension.cjs" "$place/extension"
echo "The extension is packaged. VS Code itself cannot be run here, so that nothing shows how it looks there."
