import { describe, expect, it } from 'vitest'
import { explain, missingDash, missingSeparator, type WrittenPair } from '../../src/yaml/slips/index.ts'
import { manifests } from './slips-mutations.ts'

const one = 'apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: a\nspec: {}\n'

/** The pairs of a mapping whose keys begin in a column, as a reader would give them. */
function pairs(text: string, column = 0): WrittenPair[] {
  const key = new RegExp(`^(?: {${column}}|[ -]{${Math.max(0, column - 2)}}- )([\\w.]+):`, 'gm')
  return [...text.matchAll(key)].map((found) => ({
    name: found[1],
    start: found.index + column
  }))
}

describe('manifests that are run together', () => {
  it.each([
    ['two', one + one, /"---" is missing before line 6/],
    ['three', one + one + one, /before lines 6 and 11/],
    ['five', one.repeat(5), /before lines 6, 11, 16 and 1 more/],
    ['with a comment between', `${one}# the second\n${one}`, /before line 7/],
    ['of which one has no spec', `${one}apiVersion: v1\nkind: ConfigMap\nmetadata: {}\n`, /before line 6/],
    ['with kind first', `${one}kind: Job\napiVersion: batch/v1\n`, /before line 6/],
    ['with a separator at the end of a value', one.replace('{}', 'x---') + one, /end of a value/],
    ['with an indented separator', `${one.replace('{}', 'x')}  ---\n${one}`, /very start of the line/]
  ])('%s', (_, text, says) => {
    expect(missingSeparator(text, pairs(text))?.message).toMatch(says)
  })

  it.each([
    ['one manifest', one],
    ['a field that is repeated', `${one}spec: {}\n`],
    ['metadata that are repeated', `${one}metadata: {}\nspec: {}\n`],
    ['no manifest at all', 'a: 1\nb: 2\na: 3\n']
  ])('but not %s', (_, text) => {
    expect(missingSeparator(text, pairs(text))).toBeUndefined()
  })

  it('get what separates them', () => {
    const text = one + one + one
    const edits = missingSeparator(text, pairs(text))?.fix?.edits ?? []
    const fixed = [...edits]
      .reverse()
      .reduce((done, { start, end, text }) => done.slice(0, start) + text + done.slice(end), text)
    expect(fixed).toBe(`${one}---\n${one}---\n${one}`)
  })
})

describe('items that are run together', () => {
  const two = '- name: a\n  image: x\n  name: b\n  image: y\n'

  it('name the line that lacks its dash, and get it', () => {
    const found = missingDash(two, pairs(two, 2), { isItem: true })
    expect(found?.message).toMatch(/dash is missing before line 3/)
    expect(found?.fix?.edits).toEqual([
      { start: two.indexOf('  name: b'), end: two.indexOf('name: b'), text: '- ' }
    ])
  })

  it('name every line where the field is a list and has no dash at all', () => {
    const text = 'env:\n  name: A\n  value: x\n  name: B\n  value: y\n'
    const found = missingDash(text, pairs(text, 2), { isItem: false, field: 'env' })
    expect(found?.message).toMatch(/before lines 2 and 4/)
    expect(found?.fix).toBeUndefined()
  })

  it.each([
    ['a key that is repeated and begins no item', '- name: a\n  image: x\n  image: y\n'],
    ['a key written twice in a row', '- name: a\n  name: b\n'],
    ['a mapping of names', '- name: a\n  image: x\n']
  ])('but not %s', (_, text) => {
    expect(missingDash(text, pairs(text, 2), { isItem: true })).toBeUndefined()
  })

  it('but not a mapping that is no list', () => {
    const text = 'metadata:\n  name: a\n  labels: {}\n  name: b\n'
    expect(missingDash(text, pairs(text, 2), { isItem: false, field: 'metadata' })).toBeUndefined()
  })
})

describe('a text without a slip', () => {
  const odd = `apiVersion: v1
kind: ConfigMap
metadata: {name: a, labels: {b: "c"}}
data:
  script: |
    <<<<<<< HEAD
    \`\`\`
    EOF
    a = b
  folded: >-
    // no comment
  url: http://x/?a=b
  long: some words
    that go on
  quoted: "over
    lines"
  list: [a,
    "b", -]
  empty:
  anchor: &a x
  alias: *a
  time: 12:30
  arg: -x
`

  it.each([...Object.entries(manifests), ['odd', odd]] as const)('is said to end, no more: %s', (_, text) => {
    const document = text.split('---\n').at(-1) as string
    const found = explain(
      document,
      { kubectl: '', start: document.length },
      { start: 0, end: document.length }
    )
    expect(found.code).toBe('ignored')
  })
})

describe('a hostile text', () => {
  const shapes: Readonly<Record<string, (n: number) => string>> = {
    brackets: (n) => `a: ${'['.repeat(n)}`,
    'brackets on lines': (n) => 'a: [\n'.repeat(n / 5),
    quotes: (n) => '- "x\n'.repeat(n / 5),
    'two kinds of quotes': (n) => 'a: "\nb: \'\n'.repeat(n / 10),
    blocks: (n) => 'a: |\n'.repeat(n / 5),
    'empty lines': (n) => `a: |\n${'\n'.repeat(n)}`,
    dashes: (n) => '-\n'.repeat(n / 2),
    spaces: (n) => `a${' '.repeat(n)}b = {`,
    words: (n) => 'word word\n'.repeat(n / 10),
    stairs: (n) => Array.from({ length: Math.sqrt(n) }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
    backslashes: (n) => `a: "${'\\'.repeat(n)}d"`
  }

  function cost(text: string): number {
    const before = process.cpuUsage().user
    const fault = { kubectl: "could not find expected ':'", start: text.length, end: text.length, code: '' }
    explain(text, fault, { start: 0, end: text.length })
    return process.cpuUsage().user - before
  }

  it.each(Object.entries(shapes))('takes time in line with its length: %s', (_, shape) => {
    cost(shape(10_000))
    const [short, long] = [cost(shape(10_000)), cost(shape(80_000))]
    expect(long).toBeLessThan(Math.max(short, 20_000) * 24)
  })
})
