import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { diff } from '../../src/node/diff.ts'
import { lintFiles } from '../../src/node/lint-files.ts'

const job = readFileSync('fixtures/err/migration.yaml', 'utf8')

const files: Readonly<Record<string, string>> = {
  'plain.yaml': job,
  'with space/größe.yaml': job,
  'windows.yaml': job.replaceAll('\n', '\r\n'),
  'cut.yaml': job.trimEnd(),
  'marked.yaml': `\uFEFF${job}`,
  'two.yaml': `${job}---\n${job.replace('name: ', 'name: second-')}`,
  'flow.json':
    '{"apiVersion": "batch/v1", "kind": "Job", "metadata": {"name": "a"}, "spec": {"template": {}}}'
}

test('git apply takes a diff and comes to the text with the fixes', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'jobsworth-'))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(cwd, dirname(name)), { recursive: true })
    writeFileSync(join(cwd, name), text)
  }
  const { fixes } = await lintFiles(['.'], { cwd, config: false, fix: { unsafe: true } })
  const changed = fixes.filter(({ original, text }) => original !== text)
  expect(changed.length).toBeGreaterThan(5)
  execFileSync('git', ['apply', '-'], { cwd, input: diff(fixes) })
  for (const { before, text } of changed) expect(readFileSync(join(cwd, before.file), 'utf8')).toBe(text)
  rmSync(cwd, { recursive: true })
})

test('nothing in a diff steers a terminal', async () => {
  const text = job.replace('spec:', 'spec:\n  # \u202E31m')
  const stdin = { read: async () => Buffer.from(text) }
  const { fixes } = await lintFiles(['-'], { config: false, stdin, fix: { unsafe: true } })
  expect(diff(fixes)).toContain('+  ttlSecondsAfterFinished: 3600')
  expect(diff(fixes)).toContain('# \\u202e31m')
  expect(diff(fixes)).not.toContain('\u202E')
})
