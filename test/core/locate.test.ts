import { expect, test } from 'vitest'
import { Field } from '../../src/core/document/field.ts'
import { locate } from '../../src/core/document/locate.ts'
import { parse } from '../../src/core/document/parse.ts'
import type { Path } from '../../src/yaml/tree.ts'

/** «» marks what has to be underlined. */
const cases: [name: string, path: Path, marked: string, point?: (field: Field) => Field][] = [
  ['a plain value', ['a'], 'kind: Job\na: «some words» # why\n'],
  ['a quoted value', ['a', 'b'], 'kind: Job\na:\n  b: «"x\\ty"»\n'],
  ['a value on the next line', ['a'], 'kind: Job\na:\n  «x»\n'],
  ['its key', ['a', 'b'], 'kind: Job\na:\n  «b»: 1\n', (field) => field.key],
  ['an absent field: the key above', ['a', 'b', 'c'], 'kind: Job\n«a»:\n  x: 1\n'],
  ['an absent field below null', ['a', 'b'], 'kind: Job\n«a»:\nc: 1\n'],
  ['null', ['a'], 'kind: Job\n«a»:\n'],
  ['a mapping: its key', ['a'], 'kind: Job\n«a»:\n  x: 1\n'],
  ['a list entry: its first pair', ['a', 1], 'kind: Job\na:\n- x: 1\n- «y: 2»\n  z: 3\n'],
  ['an absent field of a list entry', ['a', 0, 'z'], 'kind: Job\na:\n  - «name: x»\n    y: 2\n'],
  ['an absent field of the root: its kind', ['metadata', 'name'], 'apiVersion: v1\n«kind: Job»\n'],
  ['a flow entry', ['a', 1], 'kind: Job\na: [x, «y», z]\n'],
  ['inside a flow mapping', ['a', 'b', 'c'], 'kind: Job\na: {b: {c: «1»}}\n'],
  ['an absent field of a flow mapping', ['a', 'z'], 'kind: Job\n«a»: {b: 1}\n'],
  ['JSON', ['a', 'b'], '{"kind": "Job", "a": {"b": «"x"»}}'],
  ['the last of two equal keys', ['a'], 'kind: Job\na: 1\na: «2»\n'],
  ['an alias where it stands', ['b'], 'kind: Job\na: &x 1\nb: «*x»\n'],
  ['what is behind an alias', ['b', 'c'], 'kind: Job\na: &x\n  c: «1»\nb: *x\n'],
  ['what is merged', ['b', 'c'], 'kind: Job\na: &x\n  c: «1»\nb:\n  <<: *x\n'],
  ['the first merge of a list', ['b', 'c'], 'kind: Job\nb:\n  <<: [{c: «1»}, {c: 2}]\n'],
  ['a key over a merge before it', ['b', 'c'], 'kind: Job\nb:\n  <<: {c: 1}\n  c: «2»\n'],
  ['a block scalar: its first line', ['a'], 'kind: Job\na: |\n  «x y»\n  z\n'],
  ['a long plain value: its first line', ['a'], 'kind: Job\na: «one two»\n  three\n'],
  ['words in a value', ['a'], 'kind: Job\na: go «up» and up\n', (field) => field.words('up', 3)],
  [
    'the second time words stand there',
    ['a'],
    'kind: Job\na: go up and «up»\n',
    (field) => field.words('up', 10)
  ],
  ['words in a block scalar', ['a'], 'kind: Job\na: |\n  one\n  two «up»\n', (field) => field.words('up', 8)],
  [
    'words that stand there otherwise',
    ['a'],
    'kind: Job\na: «"g\\x6f up"»\n',
    (field) => field.words('go', 0)
  ],
  ['a key with a tag and an anchor', ['a'], 'kind: Job\na: &x !!str «1»\n'],
  ['a bracket where only the second parser reads', ['b'], 'kind: Job\na: [1,\n]\nb: «2»\n'],
  ['windows line ends', ['a', 'b'], 'kind: Job\r\na:\r\n  b: «1»\r\n'],
  ['a byte order mark', ['a'], '\uFEFFkind: Job\na: «1»\n'],
  ['the second document', ['a'], 'kind: Job\na: 0\n---\nkind: Job\na: «1»\n']
]

test.each(cases)('underlines %s', (_, path, marked, point = (field) => field) => {
  const text = marked.replace(/[«»]/g, '')
  const document = parse({ path: 'job.yaml', text }).at(-1)
  if (document?.value === undefined) throw new Error(document?.fault?.message)
  const { start, end } = locate(point(new Field(document, [], document.value).at(...path)))
  expect(`${text.slice(0, start)}«${text.slice(start, end)}»${text.slice(end)}`).toBe(marked)
})
