import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { applyPatch } from 'diff'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { fix } from '../../src/core/apply-fixes.ts'
import { settingsFor } from '../../src/core/config/settings.ts'
import { diff } from '../../src/node/diff.ts'
import { lintFiles } from '../../src/node/lint-files.ts'
import { expectLinear } from '../growth.ts'

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

/** A file with its fixes, as far as a diff looks at it. */
function fixed(original: string, text: string): Parameters<typeof diff>[0][number] {
  const made = fix({ path: 'a.yaml', text: '' }, settings)
  return { ...made, original, text }
}
const settings = settingsFor('a.yaml', {}, rules)

test('whatever was changed, a diff says it', () => {
  const line = fc.constantFrom('a\n', 'b\n', 'c\n', 'd\r\n', '\n', 'e')
  const lines = fc.oneof(
    fc.array(line, { maxLength: 40 }),
    fc.array(line, { minLength: 900, maxLength: 1000, size: 'max' })
  )
  fc.assert(
    fc.property(lines, lines, fc.nat(900), fc.nat(5), (old, made, at, count) => {
      const original = old.join('')
      const near = [...old.slice(0, at), ...made.slice(0, count), ...old.slice(at + count)].join('')
      for (const text of [near, made.join('')]) {
        const patch = diff([fixed(original, text)])
        if (text === original) expect(patch).toBe('')
        else expect(applyPatch(original, patch)).toBe(text)
      }
    }),
    { numRuns: 300 }
  )
})

test.each([
  ['a line in each', (n: number) => [`a${n}\nb\nc\nd\ne\n`, `a${n}\nb\nx\nc\nd\ne\n`]],
  ['every line', (n: number) => [`a${n}\n`, `b${n}\n`]],
  ['nothing but the end of lines', () => ['a\n', 'a\r\n']],
  ['one line among the same', (n: number) => ['a\n', n % 7 === 0 ? 'a\na\n' : 'a\n']]
])('a diff of thousands of changes costs no more than its length: %s', (_, part) => {
  expectLinear((size) => {
    const parts = Array.from({ length: size }, (_, index) => part(index))
    diff([fixed(parts.map(([old]) => old).join(''), parts.map(([, made]) => made).join(''))])
  }, 5_000)
})
