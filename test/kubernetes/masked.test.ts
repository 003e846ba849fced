import { expect, test } from 'vitest'
import { maskedFailure } from '../../src/kubernetes/container/hidden-failure.ts'
import { launchOf } from '../../src/shell/launch.ts'

function mask(command: readonly string[]): string | undefined {
  const launch = launchOf(command, [])
  const found = launch && maskedFailure(launch)
  const text = (words: readonly { readonly value: string }[]) => words.map(({ value }) => value).join(' ')
  return found && `${found.kind}: ${text(found.hidden)} / ${text(found.by)}`
}

test.each<[string, string | undefined]>([
  ['./work', undefined],
  ['./work || true', 'alternative: ./work / true'],
  ['./work || :', 'alternative: ./work / :'],
  ['./work || echo failed', 'alternative: ./work / echo failed'],
  ['./work && echo ok || echo failed', 'alternative: ./work / echo failed'],
  ['./work || { echo failed; }', 'alternative: ./work / echo failed'],
  ['./work || { echo failed; exit 1; }', undefined],
  ['./work || exit 1', undefined],
  ['./work || exit 0', 'alternative: ./work / exit 0'],
  ['./prepare || true; ./work', undefined],
  ['./work; rm -f /tmp/x || true', 'ending: ./work / true'],
  ['kubectl delete pod --all || true', 'alternative: kubectl delete pod --all / true'],
  ['set -e; ./work || true', 'alternative: ./work / true'],
  ['set -e; ./work; ./notify || true', undefined],
  ['./work; echo done', 'ending: ./work / echo done'],
  ['./work\necho done\n# the end\n\n', 'ending: ./work / echo done'],
  ['./work && echo done', undefined],
  ['./work; exit 0', 'ending: ./work / exit 0'],
  ['./work; exit', undefined],
  ['./work; exit $?', undefined],
  ['./work; rc=$?; echo done; exit $rc', undefined],
  ['./work; sleep 10', 'ending: ./work / sleep 10'],
  ['./export; /bin/echo done', 'ending: ./export / /bin/echo done'],
  ['set -e; ./work; echo done', undefined],
  ['set -eu\n./work\necho done', undefined],
  ['set -o errexit; ./work; echo done', undefined],
  ['set -Eeuo pipefail; ./work | tee log; echo done', undefined],
  ['set -x; ./work; echo done', 'ending: ./work / echo done'],
  ['set +e; ./work; echo done', undefined],
  ["trap 'exit 1' ERR; ./work; echo done", undefined],
  ['if ./work; then echo ok; else echo failed; exit 1; fi', undefined],
  ['if ./work; then echo ok; else echo failed; fi', 'told: ./work / echo failed'],
  ['./work; if [[ $? == 0 ]]; then echo ok; else echo failed; fi', 'told: ./work / echo failed'],
  ['set -e; ./work; if [ $? = 0 ]; then echo ok; else echo failed; fi', undefined],
  ['if grep -q x y; then echo there; else echo absent; fi', undefined],
  ['set -e; ./ask | tee /tmp/out; n=$(jq length /tmp/out); [ "$n" -gt 1 ]', undefined],
  ['set -e; ./ask | tee /tmp/out; ./other', 'pipe: ./ask / tee /tmp/out'],
  ['echo hello; sleep 5; echo bye', undefined],
  ['until nc -z db 5432; do sleep 1; done; ./work', undefined],
  ['apt-get update; apt-get install -y curl; ./work', undefined],
  ['cd /app; export A=1; mkdir -p x; ./work', undefined],
  ['curl -O https://x/y; ./work', undefined],
  ['./first; ./second', 'next: ./first / ./second'],
  ['./first && ./second', undefined],
  ['./first & ./second', undefined],
  ['run() { ./work; }; run; echo done', 'ending: ./work / echo done'],
  ['pg_dump db | gzip > x.gz', 'pipe: pg_dump db / gzip'],
  ['set -e; pg_dump db | aws s3 cp - s3://b/x; echo done', 'pipe: pg_dump db / aws s3 cp - s3://b/x'],
  ['set -o pipefail; pg_dump db | gzip > x.gz', undefined],
  ['./work | tee log', 'pipe: ./work / tee log'],
  ['./work | grep -q done', undefined],
  ['./work | awk "{print}"', undefined],
  ['cat x | gzip > y', undefined],
  ['kubectl create job x --dry-run=client -o yaml | kubectl apply -f -', undefined],
  ['curl https://x | gunzip', undefined],
  ['gpg -d x | openssl enc -d', undefined],
  ['psql <<EOF\nselect 1;\nEOF\necho done', 'ending: psql / echo done'],
  ['cat <<EOF > /x\n./work; echo done\nEOF\n./work', undefined],
  ['case $1 in a) ./work;; *) echo nothing;; esac', undefined],
  ['echo "./work || true"', undefined],
  ['', undefined]
])('%s: %s', (script, expected) => expect(mask(['sh', '-c', script])).toBe(expected))

test.each<[readonly string[], string | undefined]>([
  [['sh', '-ec', './work; echo done'], undefined],
  [['bash', '-e', '-c', './work; echo done'], undefined],
  [['bash', '-euo', 'pipefail', '-c', './work | tee x'], undefined],
  [['bash', '-o', 'errexit', '-c', './work; echo done'], undefined],
  [['bash', '-lc', './work; echo done'], 'ending: ./work / echo done'],
  [['./work'], undefined]
])('%j: %s', (command, expected) => expect(mask(command)).toBe(expected))
