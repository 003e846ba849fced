#!/usr/bin/env bash
# Runs the action as a release has it: with Node 24 and nothing around it, and with GitHub's own local runner.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

fail() { printf '%s\n' "$1"; cat "$place/said.txt"; exit 1; }
untested() { printf '\n!!!! NOT TESTED: %s\n\n' "$1"; }

npm run --silent build
mkdir -p "$place/action/dist" "$place/work" "$place/temp"
git archive HEAD action.yml package.json | tar -x -C "$place/action"
cp -r dist/action "$place/action/dist/action"
cp fixtures/err/migration.yaml fixtures/ok/one-off.yaml "$place/work"
echo '{}' >"$place/event.json"

cat >"$place/step.env" <<ENV
GITHUB_ACTIONS=true
GITHUB_EVENT_NAME=push
GITHUB_EVENT_PATH=$place/event.json
GITHUB_OUTPUT=$place/output
GITHUB_STEP_SUMMARY=$place/summary.md
GITHUB_WORKSPACE=$place/work
RUNNER_TEMP=$place/temp
INPUT_SARIF-FILE=$place/found.sarif
INPUT_FAIL-ON=error
INPUT_ANNOTATIONS=true
INPUT_SUMMARY=true
ENV

# Empties what a step writes to, as the runner does before each.
prepare() { rm -f "$place/found.sarif"; : >"$place/output"; : >"$place/summary.md"; }

# What a step left for a bad manifest: the exit code is the first argument.
judge() {
  [ "$1" = 1 ] || fail "A bad manifest gave exit code $1:"
  grep -q '^::error file=migration.yaml,line=7' "$place/said.txt" || fail 'There is no annotation:'
  grep -q '^### migration.yaml$' "$place/summary.md" || fail 'There is no summary:'
  grep -A1 '^errors<<' "$place/output" | grep -qx 2 || fail 'The output "errors" is not 2:'
  node -e 'if (JSON.parse(fs.readFileSync(process.argv[1])).runs[0].results.length !== 8) process.exit(1)' \
    "$place/found.sarif" || fail 'The SARIF file does not hold the 8 findings:'
}

if npm install --silent --no-audit --no-fund --prefix "$place/node" node@24.11.1 >"$place/said.txt" 2>&1; then
  node24=$place/node/node_modules/node/bin/node
  prepare
  code=0
  (cd "$place/work" && env -i PATH="$PATH" $(cat "$place/step.env") "$node24" "$place/action/dist/action/index.js") >"$place/said.txt" 2>&1 || code=$?
  judge "$code"
  rm "$place/work/migration.yaml"
  prepare
  (cd "$place/work" && env -i PATH="$PATH" $(cat "$place/step.env") "$node24" "$place/action/dist/action/index.js") >"$place/said.txt" 2>&1 || fail 'A good manifest failed:'
  cp "$root/fixtures/err/migration.yaml" "$place/work"
  echo "The action runs with Node $("$node24" --version)."
else
  cat "$place/said.txt"
  untested 'the action with Node 24, which could not be installed.'
fi

# It takes the packages of the toolkit from the folder that it is started in.
if npm install --silent --no-audit --no-fund --prefix "$place/runner" @github/local-action@7.0.1 >"$place/said.txt" 2>&1; then
  prepare
  code=0
  "$place/runner/node_modules/.bin/local-action" . dist/action/main.js "$place/step.env" >"$place/said.txt" 2>&1 || code=$?
  judge "$code"
  echo "The action runs with GitHub's local runner."
else
  cat "$place/said.txt"
  untested "the action with GitHub's local runner, which could not be installed."
fi
