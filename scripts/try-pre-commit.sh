#!/usr/bin/env bash
# Installs the hooks from a clone of what is committed here, and commits with them as a user of pre-commit would.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
export PRE_COMMIT_HOME=$place/cache

fail() { printf '%s\n' "$1"; cat "$place/said.txt"; exit 1; }

# What a commit said is kept; no other settings of git than ours count.
commit() {
  git add --all
  git commit -qm "$1" >"$place/said.txt" 2>&1
}

if ! python3 -m venv "$place/python" ||
  ! "$place/python/bin/pip" install --quiet --disable-pip-version-check pre-commit==4.7.0; then
  printf '\n!!!! NOT TESTED: pre-commit, which could not be installed (Debian: python3-venv).\n\n'
  exit 0
fi
export PATH=$place/python/bin:$PATH
export GIT_CONFIG_GLOBAL=$place/gitconfig GIT_CONFIG_NOSYSTEM=1
git config --global user.name 'Nobody'
git config --global user.email 'nobody@example.org'

git clone --quiet --no-hardlinks "$root" "$place/hooks"
git -C "$place/hooks" checkout --quiet -B try
git init --quiet "$place/work"
cd "$place/work"
cat >.pre-commit-config.yaml <<YAML
repos:
  - repo: file://$place/hooks
    rev: $(git -C "$root" rev-parse HEAD)
    hooks:
      - id: jobsworth
YAML
pre-commit install >/dev/null
pre-commit install-hooks

cp "$root/fixtures/err/migration.yaml" bad.yaml
! commit 'A bad manifest' || fail 'A bad manifest was committed:'
grep -q 'ttl-required' "$place/said.txt" || fail 'The hook did not say what is wrong:'

rm bad.yaml
cp "$root/fixtures/ok/one-off.yaml" good.yaml
printf 'services: {web: {image: nginx}}\n' >compose.yaml
printf '{"name": "web"}\n' >package.json
mkdir -p -- '--format=.'
printf 'module.exports = () => "taken for an option"\n' >'--format=./x.yaml'
commit 'A good one, and other files' || fail 'A good manifest was refused:'

cp "$root/fixtures/err/migration.yaml" excluded.yaml
printf 'exclude: [excluded.yaml]\n' >jobsworth.yaml
commit 'A bad manifest that the config excludes' || fail 'An excluded manifest was refused:'

sed -i 's/id: jobsworth$/id: jobsworth-fix/' .pre-commit-config.yaml
sed 's/ttlSecondsAfterFinished: \(.*\)/ttlSecondsAfterFinished: "\1"/' "$root/fixtures/ok/one-off.yaml" >fixed.yaml
! cmp -s fixed.yaml good.yaml || fail 'There is nothing to fix.'
! commit 'One that can be fixed' || fail 'What had to be fixed was committed:'
grep -q 'files were modified by this hook' "$place/said.txt" || fail 'The hook fixed nothing:'
cmp fixed.yaml good.yaml || fail 'The hook fixed something else:'
commit 'Fixed' || fail 'What was fixed was refused:'

echo 'pre-commit builds the hook, which refuses what is bad, passes the rest, and fixes what can be.'
