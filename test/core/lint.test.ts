import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { settingsFor } from '../../src/core/config/settings.ts'
import { type Linted, lint, lintBatch } from '../../src/core/lint.ts'
import { defineRule } from '../../src/core/rule/rule.ts'
import { manifestsIn } from '../shared.ts'

const settings = settingsFor('a.yaml', { profile: 'strict' }, rules)
const manifests = ['fixtures/err', 'fixtures/traps', 'fixtures/hard', 'fixtures/ok'].flatMap(manifestsIn)
const anchors = readFileSync('fixtures/err/migration.yaml', 'utf8').replace(
  'metadata:',
  'x: &x [1, *y]\nmetadata: &y {name: a}\nb: *y\nz:'
)

/** Lints version after version, each from the one before as if that had been written down, and compares with a fresh look. */
function same(versions: readonly string[]): void {
  let before: Linted | undefined
  for (const text of versions) {
    const file = { path: 'a.yaml', text }
    before = writtenDown(lint(file, settings, before))
    expect(before.result).toEqual(lint(file, settings).result)
  }
}

/** What documents gave is plain data, so that a cache can hold it and a worker send it. */
function writtenDown(linted: Linted): Linted {
  const documents = linted.documents.map((one) => {
    const checked = JSON.parse(JSON.stringify(one.checked)) as typeof one.checked
    expect(checked).toEqual(one.checked)
    return { ...one, checked }
  })
  return { ...linted, documents }
}

test('a batch of files gives what the files give one by one', () => {
  const files = manifests.map(({ path, text }, index) => ({
    file: { path, text },
    ...(index % 2 === 0 && { surroundings: { chart: 'Chart.yaml' } })
  }))
  const alone = files.map(({ file, ...around }) => lint(file, { ...settings, ...around }).result)
  expect(lintBatch(files, settings)).toEqual(alone)
})

describe('with the version before lint gives what it gives without', () => {
  test.each(manifests.map(({ path, text }) => [path, text] as const))('%s', (_, text) => {
    same([
      text,
      `# one more line\n${text}`,
      `---\n${anchors}\n---\n${text}`,
      `${anchors}\n---\n${text}`,
      text
    ])
  })

  test('where a fix depends on another document', () => {
    const job = readFileSync('fixtures/err/migration.yaml', 'utf8').replace('generateName: ', 'name: ')
    const pod =
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: seed\nspec:\n  restartPolicy: Never\n  containers:\n    - name: seed\n      image: example.com/seed:1.0.0\n'
    const name = / {2}name: (.*)/.exec(job)?.[1]
    same([`${job}---\n${pod}`, `${job}---\n${pod}---\nrun: kubectl wait job/${name}\n`])
    same([pod, `${pod}---\nkind: Job\nmetadata: {name: seed}\n`, pod])
  })

  test('under any edits', () => {
    const pieces = [...manifests.map(({ text }) => text), anchors].filter((text) => text.length < 3000)
    const words = [
      '\n',
      '---\n',
      '--- x\n',
      ' ',
      'a',
      '😀',
      '"',
      '- ',
      'kind: Job\n',
      '\uFEFF',
      '\r\n',
      '{{ x }}',
      '&a ',
      '*a'
    ]
    const edit = fc.record({ at: fc.nat(10_000), remove: fc.nat(40), insert: fc.constantFrom('', ...words) })
    const parts = fc.array(fc.constantFrom(...pieces), { minLength: 2, maxLength: 5 })
    const property = fc.property(parts, fc.array(edit, { maxLength: 6 }), (parts, edits) => {
      const versions = [parts.join('---\n')]
      for (const { at, remove, insert } of edits) {
        const text = versions.at(-1) as string
        const start = at % (text.length + 1)
        versions.push(text.slice(0, start) + insert + text.slice(start + remove))
      }
      same(versions)
    })
    fc.assert(property, { numRuns: 60 })
  })

  test('takes over what stands as it stood, and nothing else', () => {
    const seen: number[] = []
    const rule = defineRule({
      ...(rules[0] as (typeof rules)[number]),
      check: undefined as never,
      checkDocument: ({ index }) => {
        seen.push(index)
        return []
      }
    })
    const watched = { ...settings, rules: [{ rule, severity: 'error', options: {} }] } as const
    const text = (name: string) => `kind: Job\n---\nkind: Job\nname: ${name}\n---\nkind: Pod\n`
    const first = lint({ path: 'a.yaml', text: text('a') }, watched)
    lint({ path: 'a.yaml', text: text('bb') }, watched, first)
    lint({ path: 'a.yaml', text: text('a') }, { ...watched }, first)
    expect(seen).toEqual([0, 1, 2, 1, 0, 1, 2])
  })
})
