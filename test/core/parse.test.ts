import { describe, expect, test } from 'vitest'
import { disguised } from '../../src/core/document/disguise.ts'
import { Field } from '../../src/core/document/field.ts'
import { locate } from '../../src/core/document/locate.ts'
import type { ManifestDocument } from '../../src/core/document/manifest-document.ts'
import { parse } from '../../src/core/document/parse.ts'
import { explainCut, explainDropped, explainFault } from '../../src/core/document/syntax.ts'
import { expectLinear } from '../growth.ts'

const documents = (text: string) => parse({ path: 'job.yaml', text })
const job = 'apiVersion: batch/v1\nkind: Job\n'

describe('documents', () => {
  test.each([
    ['one', job, 1],
    ['two', `${job}---\n${job}`, 2],
    ['separators with blanks and comments', `---   \n${job}--- # next\r\n${job}`, 2],
    ['comment-only documents', `# a\n---\n# b\n\n---\n${job}---\n`, 1],
    ['nothing', '', 0],
    ['only separators', '---\n---\n', 0],
    ['a byte order mark', `\uFEFF${job}`, 1],
    ['carriage returns', `${job}---\n${job}`.replaceAll('\n', '\r\n'), 2],
    ['dashes inside a block scalar', `${job}data: |\n  ---\n  x\n`, 1]
  ])('counts %s', (_, text, count) => {
    const found = documents(text)
    expect(found.map(({ fault }) => fault)).toEqual(Array(count).fill(undefined))
    expect(found.every(({ value }) => value !== undefined)).toBe(true)
  })

  test('their ranges cut the text without the separator lines', () => {
    const text = `a: 1\n---\n${job}`
    const cut = documents(text).map(({ range }) => text.slice(range.start, range.end))
    expect(cut).toEqual(['a: 1\n', job])
  })

  test('what cannot hold one of our kinds is not parsed', () => {
    expect(documents('kind: Deployment\nspec: [')).toMatchObject([{ index: 0 }])
    expect(documents('kind: Deployment\nspec: [')[0]).not.toHaveProperty('fault')
  })
})

describe('values as Kubernetes reads them', () => {
  test.each([
    ['the later of two equal keys', 'a: 1\na: 2', { a: 2 }],
    ['keys of any type', 'n: 1\n0x10: 2\n1.5: 3', { false: 1, 16: 2, 1.5: 3 }],
    ['a merge before a key', 'd: {<<: {b: 1, c: 2}, b: 9}', { d: { b: 9, c: 2 } }],
    ['a merge after a key: the last writer wins', 'd: {b: 9, <<: {b: 1}}', { d: { b: 1 } }],
    ['a list of merges: the first wins', 'd: {<<: [{b: 1}, {b: 2, c: 3}]}', { d: { b: 1, c: 3 } }],
    ['an alias', 'a: &x [1]\nb: *x', { a: [1], b: [1] }],
    ['an alias of nothing', 'a: &x\nb: *x', { a: null, b: null }],
    ['a bracket with less indentation', 'a: [1,\n]', { a: [1] }],
    ['a brace with less indentation', 'a: {b: *x\n}'.replace('*x', '2'), { a: { b: 2 } }],
    ['the same around a placeholder', 'a: ["{{ x }}",\n]', { a: ['{{ x }}'] }],
    ['block scalars', 'a: |\n  x\n\n  y\nb: >-\n  x\n  y', { a: 'x\n\ny\n', b: 'x y' }],
    ['a block scalar that ends with the file, whose last line kubectl ends', 'a: |\n  x', { a: 'x\n' }],
    ['a key named __proto__', '__proto__: {x: 1}', JSON.parse('{"__proto__": {"x": 1}}')],
    ['a brace template that happens to parse', 'a: {{ .Values.b }}', { a: '{{ .Values.b }}' }]
  ])('%s', (_, text, value) => {
    expect(documents(`kind: Job\n${text}`)[0]).toMatchObject({ value: { kind: 'Job', ...value } })
  })

  test.each<[string, string, object]>([
    ['in flow style', 'a: {cpu: ${CPU}, b: [${B:-1,2}]}', { a: { cpu: '${CPU}', b: ['${B:-1,2}'] } }],
    [
      'behind what reads well',
      'x: ${X}\na: {b: ${B}}\ns: |\n  echo ${X}',
      { x: '${X}', a: { b: '${B}' }, s: 'echo ${X}\n' }
    ],
    ['with bars', 'a: {b: 1}\nc:\n  KEY_X|-image: app:1-|', { a: { b: 1 }, c: { image: 'app:1-|' } }],
    ['with bars around quotes', 'c:\n  KEY_X|-value: "x"-|', { c: { value: '"x"-|' } }],
    [
      "of one's own",
      'a: @@A@@\nb: [[ b ]]\nc: {d: ((d))}\ne: "x %E% y"',
      { a: '@@A@@', b: '[[ b ]]', c: { d: '((d))' }, e: 'x %E% y' }
    ],
    ['that nothing closes', 'a: ((a\nb: [[b]', {}]
  ])('placeholders %s', (name, text, value) => {
    const own = name.includes('own') || name.includes('nothing') ? ['@@*@@', '[[*]]', '((*))', '%*%'] : []
    const [found] = parse({ path: 'job.yaml', text: `kind: Job\n${text}` }, { placeholders: own })
    if (Object.keys(value).length === 0) expect(found?.fault).toBeDefined()
    else expect(found?.value).toEqual({ kind: 'Job', ...value })
  })

  test('placeholders keep their places, and only where values may be filled in later', () => {
    const text = 'kind: Job\na: {b: ${B}, KEY|-image: x-|}\n'
    expect(documents(text)[0]?.fault).toBeDefined()
    const [document] = parse({ path: 'job.yaml', text }, { placeholders: [] })
    const place = (...path: string[]) => {
      const { start, end } = locate(new Field(document as ManifestDocument, path, document?.value).key)
      return text.slice(start, end)
    }
    expect([place('a', 'b'), place('a', 'image')]).toEqual(['b', 'image'])
  })

  test('what is covered costs time in proportion to the text', () => {
    const patterns = ['((*))', '@@*@@', '[[*]]']
    for (const word of ['((', '${', '@@', '[[ ', '((x)) ', 'A|-b: "c"-|\n'])
      expectLinear(
        (size) => disguised(word.repeat(size), { start: 0, end: word.length * size }, patterns),
        30_000
      )
  })

  test('JSON', () => {
    const text = '{\r\n\t"kind": "Job",\r\n\t"spec": {"parallelism": 2}\r\n}\r\n'
    expect(documents(text)[0]?.value).toEqual({ kind: 'Job', spec: { parallelism: 2 } })
  })
})

const bomb = [
  'a: &a [x,x,x,x,x,x,x,x,x]',
  ...[...'bcdefghi'].map((name, index) => {
    const before = `*${'abcdefgh'[index]}`
    return `${name}: &${name} [${Array(9).fill(before).join(',')}]`
  })
].join('\n')

describe('faults', () => {
  test.each([
    ['a tab as indentation', 'a:\n\tb: 1', 'BAD_START'],
    ['a control character in quotes', 'a: "x\u0001y"', 'CONTROL_CHARACTER'],
    ['a control character in a comment', 'a: b # \u0000', 'CONTROL_CHARACTER'],
    ['an alias without anchor', 'a: *b', 'UNKNOWN_ANCHOR'],
    ['an anchor in itself', 'a: &x [*x]', 'ALIAS_LOOP'],
    ['an alias bomb', bomb, 'ALIAS_BOMB'],
    ['a mapping as a key', '? {a: b}\n: c', 'BAD_KEY'],
    ['no key at all', '~: 1', 'BAD_KEY'],
    ['a number that JSON lacks', 'a: .nan', 'NOT_JSON'],
    ['a merge of a word', '<<: x', 'BAD_MERGE'],
    ['brackets without end', `a: ${'['.repeat(20_000)}`, 'TOO_DEEP'],
    ['ten thousand levels of lists', `a: ${'- '.repeat(10_000)}x`.replace('a: ', 'a:\n  '), 'TOO_DEEP'],
    [
      'ten thousand levels of mappings',
      Array.from({ length: 1500 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
      'TOO_DEEP'
    ]
  ])('%s', (_, text, code) => {
    const [document] = documents(`kind: Job\n${text}`)
    expect(document?.fault?.code).toBe(code)
    expect(document?.value).toBeUndefined()
  })

  test('text behind a separator', () => {
    expect(documents(`${job}--- {kind: Job}\n${job}`).map(({ fault }) => fault?.code)).toEqual([
      'BAD_SEPARATOR',
      undefined
    ])
  })

  test('one broken document leaves its neighbours alone', () => {
    const found = documents(`${job}---\n${job}spec: [\n---\n${job}`)
    expect(found.map(({ fault }) => fault !== undefined)).toEqual([false, true, false])
  })

  test('a template is said to be one', () => {
    expect(documents('kind: Job\n{{- if .x }}\na: 1\n{{- end }}\n')).toMatchObject([{ isTemplate: true }])
  })
})

describe('faults in words', () => {
  test.each([
    ['a bracket that stays open', 'spec: [a,\nmetadata:\n  name: x', /^A comma is missing after this value/],
    [
      'a quote that stays open',
      'metadata:\n  name: "x\nspec: {}',
      /^The quote that begins here is never closed/
    ],
    [
      'a schedule without quotes',
      'spec:\n  schedule: */5 * * * *',
      /^A value that begins with \* is read as an alias/
    ],
    ['a reserved character', 'a: @x', /@/],
    ['text after a quoted value', 'a: "x" y', /quote/],
    ['a second colon', 'a: b: c', /: /],
    ['a line out of line', 'metadata:\n  name: x\n   labels: {}', /^This line is indented too far/]
  ])('%s', (_, text, message) => {
    const [document] = documents(`${job}${text}\n`)
    expect(document && explainFault(document)?.message).toMatch(message)
  })
})

/** A Job with a line in the midst of its script. */
function scripted(line: string): string {
  return `${job}spec:\n  template:\n    spec:\n      containers:\n        - args:\n            - |\n              set -e\n${line}\n              echo end\n`
}

test.each([
  ['a command that fell out of a script', scripted('            echo b'), /^This line belongs to the text/],
  [
    'kubectl that fell out of a script',
    scripted('          kubectl get pods'),
    /^This line belongs to the text/
  ],
  ['a word that fell out of a script', scripted('            pg_dump x'), /^This line belongs to the text/],
  ['a comment that ends a script', scripted('            # note'), /ends at this comment/],
  ['a line separator in a comment', job.replace('kind: Job', 'kind: Job\n# see\u2028docs'), /U\+2028/]
])('%s is explained at its line', (_, text, says) => {
  const [document] = documents(text)
  const found = document && explainFault(document)
  expect(found?.message).toMatch(says)
  const line = text.slice(text.lastIndexOf('\n', (found?.start ?? 0) - 1) + 1).split('\n')[0]
  expect(line).toMatch(/echo b|kubectl|pg_dump|note|see/)
})

test('text behind a separator is explained at the separator', () => {
  const text = `${job}---apiVersion: batch/v1\nkind: Job\n`
  const [document] = documents(text)
  const found = document && explainFault(document)
  expect(found?.message).toMatch(/is on the line of the "---"/)
  expect(text.slice(found?.start)).toMatch(/^apiVersion/)
})

test('what follows the end of a document is explained', () => {
  const [document] = documents(`${job}...\n${job}`)
  expect(document && explainDropped(document)?.message).toMatch(/^The "\.\.\." above ends the document/)
})

test.each([
  ['a heredoc at the margin', '              cat <<EOF > /tmp/x\n---\nserver: b\nEOF\n', true],
  ['a line that goes on', '              echo a\n---\n              echo b\n', true],
  [
    'the next document',
    '              cat <<EOF\n              a\n              EOF\n---\nkind: Job\n',
    false
  ],
  ['the end of the script', '              echo a\n---\n', false]
])('a --- line behind a script: %s', (_, script, isCut) => {
  const head = `${job}spec:\n  template:\n    spec:\n      containers:\n        - args:\n            - |\n`
  const [document] = documents(head + script)
  expect(document && explainCut(document) !== undefined).toBe(isCut)
})
