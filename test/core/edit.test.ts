import { describe, expect, test } from 'vitest'
import { parse } from '../../src/core/document/parse.ts'
import { edited } from '../../src/core/fix/apply-to-text.ts'
import { changed, isSame } from '../../src/core/fix/apply-to-value.ts'
import type { Change } from '../../src/core/fix/change.ts'
import { editsOf } from '../../src/core/fix/edits-of.ts'
import type { Path } from '../../src/yaml/tree.ts'

interface Case {
  readonly name: string
  readonly from: string
  readonly changes: readonly Change<Path>[]
  /** The text that comes of it; absent where an obstacle has to be named. */
  readonly to?: string
  readonly obstacle?: string
}

const ttl = { set: ['spec', 'ttl'], to: 3600 }
const label = { set: ['metadata', 'labels', 'app'], to: 'x' }

// biome-ignore format: a table, one change a line
const cases: readonly Case[] = [
  { name: 'a key comes first in its mapping', from: 'spec:\n  a: 1\n', changes: [ttl], to: 'spec:\n  ttl: 3600\n  a: 1\n' },
  { name: '… above the comments there', from: 'spec: # why\n  # one\n\n  a: 1 # two\n', changes: [ttl], to: 'spec: # why\n  ttl: 3600\n  # one\n\n  a: 1 # two\n' },
  { name: '… with its indentation', from: 'spec:\n     a: 1\n', changes: [ttl], to: 'spec:\n     ttl: 3600\n     a: 1\n' },
  { name: '… with CRLF', from: 'spec:\r\n  a: 1\r\n', changes: [ttl], to: 'spec:\r\n  ttl: 3600\r\n  a: 1\r\n' },
  { name: '… in a text without a last line break', from: 'spec:\n  a: 1', changes: [ttl], to: 'spec:\n  ttl: 3600\n  a: 1' },
  { name: '… behind an anchor', from: 'spec: &s\n  a: 1\n', changes: [ttl], to: 'spec: &s\n  ttl: 3600\n  a: 1\n' },
  { name: '… with a byte order mark', from: '\uFEFFa: 1\n', changes: [{ set: ['b'], to: 2 }], to: '\uFEFFb: 2\na: 1\n' },
  { name: 'a key behind another', from: 'spec:\n  a: 1 # x\n  b: 2\n', changes: [{ ...ttl, after: 'a' }], to: 'spec:\n  a: 1 # x\n  ttl: 3600\n  b: 2\n' },
  { name: '… behind a block scalar', from: 'spec:\n  a: |\n    x\n\n  b: 2\n', changes: [{ ...ttl, after: 'a' }], to: 'spec:\n  a: |\n    x\n  ttl: 3600\n\n  b: 2\n' },
  { name: '… behind a block scalar that keeps its end', from: 'spec:\n  a: |+\n    x\n\n  b: 2\n', changes: [{ ...ttl, after: 'a' }], to: 'spec:\n  a: |+\n    x\n\n  ttl: 3600\n  b: 2\n' },
  { name: '… behind the last, without a line break', from: 'spec:\n  a: 1', changes: [{ ...ttl, after: 'a' }], to: 'spec:\n  a: 1\n  ttl: 3600' },
  { name: '… behind a list', from: 'spec:\n  a:\n  - 1\n  - 2\n  b: 2\n', changes: [{ ...ttl, after: 'a' }], to: 'spec:\n  a:\n  - 1\n  - 2\n  ttl: 3600\n  b: 2\n' },
  { name: 'a key in a list\'s entry', from: 'l:\n  - name: a\n    image: b\n    env: []\n', changes: [{ set: ['l', 0, 'x'], to: 1 }], to: 'l:\n  - name: a\n    image: b\n    x: 1\n    env: []\n' },
  { name: '… of one key', from: 'l:\n- name: a\nm: 1\n', changes: [{ set: ['l', 0, 'x'], to: 1 }], to: 'l:\n- name: a\n  x: 1\nm: 1\n' },
  { name: '… whose dash is far left', from: 'l:\n-   name: a\n', changes: [{ set: ['l', 0, 'x'], to: 1 }], to: 'l:\n-   name: a\n    x: 1\n' },
  { name: 'keys that are missing above', from: 'metadata:\n  name: a\nspec: {}\n', changes: [label], to: 'metadata:\n  labels:\n    app: x\n  name: a\nspec: {}\n' },
  { name: '… behind another', from: 'metadata:\n  name: a\n  x: 1\n', changes: [{ ...label, after: 'name' }], to: 'metadata:\n  name: a\n  labels:\n    app: x\n  x: 1\n' },
  { name: '… under an empty key', from: 'metadata:\n  labels: # none\nspec: {}\n', changes: [label], to: 'metadata:\n  labels: # none\n    app: x\nspec: {}\n' },
  { name: '… with a list', from: 's:\n  c:\n  - v: a\n', changes: [{ set: ['s', 'i', 0], to: { v: 'b', m: ['q'] } }], to: 's:\n  i:\n  - v: b\n    m:\n    - q\n  c:\n  - v: a\n' },
  { name: 'a key in braces', from: 'spec: {a: 1, b: 2}\n', changes: [ttl], to: 'spec: {ttl: 3600, a: 1, b: 2}\n' },
  { name: '… behind another', from: 'spec: {a: 1, b: 2}\n', changes: [{ ...ttl, after: 'b' }], to: 'spec: {a: 1, b: 2, ttl: 3600}\n' },
  { name: '… that are empty', from: 'spec: {}\n', changes: [ttl], to: 'spec: {ttl: 3600}\n' },
  { name: '… of JSON', from: '{\n  "spec": {\n    "a": 1\n  }\n}\n', changes: [ttl], to: '{\n  "spec": {\n    "ttl": 3600,\n    "a": 1\n  }\n}\n' },
  { name: '… of JSON on one line', from: '{"spec":{"a":1}}', changes: [{ set: ['spec', 'b'], to: 'x' }], to: '{"spec":{"b": "x", "a":1}}' },
  { name: 'a number', from: 'a: 1 # x\n', changes: [{ set: ['a'], to: 2 }], to: 'a: 2 # x\n' },
  { name: 'a word in its quotes', from: 'a: "b"\nc: \'d\'\n', changes: [{ set: ['a'], to: 'x' }, { set: ['c'], to: "it's" }], to: 'a: "x"\nc: \'it\'\'s\'\n' },
  { name: 'a word that would be something else', from: 'a: x\nb: x\nc: x\n', changes: [{ set: ['a'], to: 'no' }, { set: ['b'], to: '12' }, { set: ['c'], to: 'a: b' }], to: 'a: "no"\nb: "12"\nc: "a: b"\n' },
  { name: 'a value behind its anchor', from: 'a: &x 1\n', changes: [{ set: ['a'], to: 2 }], to: 'a: &x 2\n' },
  { name: 'an empty value', from: 'a: # x\nb: 1\n', changes: [{ set: ['a'], to: 2 }], to: 'a: 2 # x\nb: 1\n' },
  { name: 'an empty value at the end', from: 'b: 1\na:', changes: [{ set: ['a'], to: 2 }], to: 'b: 1\na: 2' },
  { name: 'a word for a list', from: 'a: ./run --all\n', changes: [{ set: ['a'], to: ['./run', '--all'] }], to: 'a: [./run, "--all"]\n' },
  { name: '… in JSON', from: '{"a": 1, "b": "x", "c": [null]}', changes: [{ set: ['a'], to: 'x' }, { set: ['b'], to: ['./x'] }, { set: ['c', 0], to: 'y' }], to: '{"a": "x", "b": ["./x"], "c": ["y"]}' },
  { name: 'an entry at the end of a list', from: 'l:\n- a # x\n# y\nm: 1\n', changes: [{ set: ['l', 1], to: 'b' }], to: 'l:\n- a # x\n- b\n# y\nm: 1\n' },
  { name: '… in brackets', from: 'l: ["a"]\n', changes: [{ set: ['l', 1], to: 'b' }], to: 'l: ["a", "b"]\n' },
  { name: 'a value behind an alias', from: 'd: &d\n  b: 1\na: *d\n', changes: [{ set: ['a', 'c'], to: 1 }], obstacle: 'the value comes from the alias *d' },
  { name: 'a value that is an alias', from: 'd: &d 1\na: *d\n', changes: [{ set: ['a'], to: 2 }], obstacle: 'the value is the alias *d' },
  { name: 'a template', from: 'a: {{ .Values.a }}\nb: 1\n', changes: [{ set: ['b'], to: 2 }], obstacle: 'the document is a template' },
  { name: 'removes a key and its line', from: 'a: 1\nb: 2\n# y\nc: 3\n', changes: [{ remove: ['b'] }], to: 'a: 1\n# y\nc: 3\n' },
  { name: '… but not the comment there', from: 'a:\n  b: 2\t# x \n  c: 3\n', changes: [{ remove: ['a', 'b'] }], to: 'a:\n  # x\n  c: 3\n' },
  { name: '… nor those in what it holds', from: 'a: 1\r\nb: # x\r\n  # y\r\n  - 1 # z\r\n  - "#" # w\r\nc: 3\r\n', changes: [{ remove: ['b'] }], to: 'a: 1\r\n# x\r\n# y\r\n# z\r\n# w\r\nc: 3\r\n' },
  { name: '… nor that of the last line', from: 'a: 1\nb: 2 # x', changes: [{ remove: ['b'] }], to: 'a: 1\n# x' },
  { name: '… nor that of an entry', from: 'l:\n  - 1\n  - 2 # x\n  - 3\n', changes: [{ remove: ['l', 1] }], to: 'l:\n  - 1\n  # x\n  - 3\n' },
  { name: '… nor one in braces', from: 'a: {b: 1, # x\n  c: 2}\n', changes: [{ remove: ['a', 'b'] }], obstacle: 'there is a comment beside it' },
  { name: 'removes a block', from: 'a: 1\nb:\n  - 1\n  - c: |\n      x\n\nd: 3\n', changes: [{ remove: ['b'] }], to: 'a: 1\n\nd: 3\n' },
  { name: 'removes the last key of a text', from: 'a: 1\r\nb: 2', changes: [{ remove: ['b'] }], to: 'a: 1' },
  { name: 'removes what would be empty', from: 'a: 1\nm:\n  k:\n    b: 2\nc: 3\n', changes: [{ remove: ['m', 'k', 'b'] }], to: 'a: 1\nc: 3\n' },
  { name: 'removes the first key of an entry', from: 'l:\n  - a: 1\n    b: 2\n', changes: [{ remove: ['l', 0, 'a'] }], to: 'l:\n  - b: 2\n' },
  { name: '… but no comment with it', from: 'l:\n  - a: 1 # x\n    # y\n    b: 2\n', changes: [{ remove: ['l', 0, 'a'] }], to: 'l:\n  - # x\n    # y\n    b: 2\n' },
  { name: 'removes an entry', from: 'l:\n  - a: 1\n  # x\n  - b: 2\n    c: 3\n  - d: 4\n', changes: [{ remove: ['l', 1] }], to: 'l:\n  - a: 1\n  # x\n  - d: 4\n' },
  { name: 'removes from braces', from: 'm: {a: 1, b: 2, c: 3}\n', changes: [{ remove: ['m', 'a'] }], to: 'm: {b: 2, c: 3}\n' },
  { name: '… the last', from: 'm: {a: 1, b: 2}\n', changes: [{ remove: ['m', 'b'] }], to: 'm: {a: 1}\n' },
  { name: '… two neighbours', from: '{"a": 1,\n "b": 2,\n "c": 3}\n', changes: [{ remove: ['b'] }, { remove: ['c'] }], to: '{"a": 1}\n' },
  { name: 'renames a key', from: 'm:\n  aa: 1 # x\n', changes: [{ rename: ['m', 'aa'], to: 'bb' }], to: 'm:\n  bb: 1 # x\n' },
  { name: 'renames a quoted key', from: '{"aa": 1}', changes: [{ rename: ['aa'], to: 'bb' }], to: '{"bb": 1}' },
  { name: '… but not to one that is there', from: 'aa: 1\nbb: 2\n', changes: [{ rename: ['aa'], to: 'bb' }], obstacle: 'bb is written there already' },
  { name: 'moves a key up', from: 's:\n  t:\n    b: 2 # x\n    c: 3\n', changes: [{ move: ['s', 't', 'b'], to: ['s', 'b'] }], to: 's:\n  b: 2 # x\n  t:\n    c: 3\n' },
  { name: 'moves a block with its comments', from: 's:\n  b: # x\n    # y\n    - 1 # z\n    # w\n    - 2 # v\n  # u\n  t:\n    c: 3\n', changes: [{ move: ['s', 'b'], to: ['s', 't', 'b'] }], to: 's:\n  # u\n  t:\n    b: # x\n      # y\n      - 1 # z\n      # w\n      - 2 # v\n    c: 3\n' },
  { name: 'moves what was alone, but no comment about others', from: 's:\n  t: # x\n    # y\n    b: 2 # z\n  c: 3\n', changes: [{ move: ['s', 't', 'b'], to: ['s', 'b'] }], to: 's:\n  b: 2 # z\n  # x\n  # y\n  c: 3\n' },
  { name: 'moves an entry with the comment behind it', from: 's:\n  i:\n  - z # a\n  c:\n  - x # b\n  - y # c\n', changes: [{ move: ['s', 'c', 1], to: ['s', 'i', 1] }], to: 's:\n  i:\n  - z # a\n  - y # c\n  c:\n  - x # b\n' },
  { name: '… but not into brackets', from: 's:\n  i: [z]\n  c:\n  - x # b\n  - y\n', changes: [{ move: ['s', 'c', 0], to: ['s', 'i', 1] }], obstacle: 'its comment does not fit into braces' },
  { name: 'moves an entry in braces', from: 's: {c: [{n: a}, {n: b}], d: 1}\n', changes: [{ move: ['s', 'c', 1], to: ['s', 'i', 0], with: { r: 'Always' } }], to: 's: {i: [{r: Always, n: b}], c: [{n: a}], d: 1}\n' },
  { name: '… of JSON', from: '{"i": [{"n": "z"}], "c": [{"n": "a"}, {"n": "b"}]}', changes: [{ move: ['c', 1], to: ['i', 1], with: { r: 'Always' } }], to: '{"i": [{"n": "z"}, {"r": "Always", "n": "b"}], "c": [{"n": "a"}]}' },
  { name: '… into a block', from: 's:\n  c:\n  - {n: a}\n  - {n: b} # x\n', changes: [{ move: ['s', 'c', 1], to: ['s', 'i', 0], with: { r: 'Always' } }], to: 's:\n  i:\n  - {r: Always, n: b} # x\n  c:\n  - {n: a}\n' },
  { name: 'moves nothing away from its anchor', from: 's:\n  b: &b 2\n  t: *b\n  u:\n    c: 3\n', changes: [{ move: ['s', 'b'], to: ['s', 'u', 'b'] }], obstacle: 'it has an anchor or a tag' },
  { name: 'moves a block down', from: 's:\n  b:\n    - x: |\n        y\n\n        z\n      w: 1\n  t:\n    u:\n      c: 3\n', changes: [{ move: ['s', 'b'], to: ['s', 't', 'u', 'b'] }], to: 's:\n  t:\n    u:\n      b:\n        - x: |\n            y\n\n            z\n          w: 1\n      c: 3\n' },
  { name: 'moves an entry to a list that is not there', from: 's:\n  c:\n    - n: a\n    - n: b # x\n      e:\n        - 1\n', changes: [{ move: ['s', 'c', 1], to: ['s', 'i', 0], with: { r: 'Always' } }], to: 's:\n  i:\n    - n: b # x\n      r: Always\n      e:\n        - 1\n  c:\n    - n: a\n' },
  { name: '… with the comments above it', from: 's:\n  c:\n    # a\n    - n: a\n    # b\n    # is b\n    - n: b\n    # d\n  d: 1\n', changes: [{ move: ['s', 'c', 1], to: ['s', 'i', 0] }], to: 's:\n  i:\n    # b\n    # is b\n    - n: b\n  c:\n    # a\n    - n: a\n    # d\n  d: 1\n' },
  { name: '… to a place behind another key', from: 's:\n  a: 1\n  c:\n  - n: a\n  # b\n  - n: b', changes: [{ move: ['s', 'c', 1], to: ['s', 'i', 0], after: 'a' }], to: 's:\n  a: 1\n  i:\n  # b\n  - n: b\n  c:\n  - n: a' },
  { name: 'moves an entry to the front of its list', from: 's:\n  l:\n    - a: 1\n    - b: 2 # x\n      c: 3\n  d: 1\n', changes: [{ move: ['s', 'l', 1], to: ['s', 'l', 0] }], to: 's:\n  l:\n    - b: 2 # x\n      c: 3\n    - a: 1\n  d: 1\n' },
  { name: '… with the comments above both', from: 's:\n  l: # all\n  # a\n  - a: 1\n  # b\n  - b: 2\n  # c\n  # is c\n  - c: 3\n  # end\n  d: 1\n', changes: [{ move: ['s', 'l', 2], to: ['s', 'l', 1] }], to: 's:\n  l: # all\n  # a\n  - a: 1\n  # c\n  # is c\n  - c: 3\n  # b\n  - b: 2\n  # end\n  d: 1\n' },
  { name: '… from the end of a text', from: 'l:\r\n# a\r\n- 1\r\n# b\r\n- 2', changes: [{ move: ['l', 1], to: ['l', 0] }], to: 'l:\r\n# b\r\n- 2\r\n# a\r\n- 1' },
  { name: '… with a block scalar', from: 'l:\n- 1\n- |\n  x\n\n  y\n- 3\n', changes: [{ move: ['l', 1], to: ['l', 0] }], to: 'l:\n- |\n  x\n\n  y\n- 1\n- 3\n' },
  { name: '… in brackets', from: 'l: [{a: 1}, {b: 2}, {c: 3}]\n', changes: [{ move: ['l', 1], to: ['l', 0] }], to: 'l: [{b: 2}, {a: 1}, {c: 3}]\n' },
  { name: '… of JSON', from: '{"l": [\n  {"a": 1},\n  {"b": 2}\n]}', changes: [{ move: ['l', 1], to: ['l', 0] }], to: '{"l": [\n  {"b": 2},\n  {"a": 1}\n]}' },
  { name: '… but no comment in brackets', from: 'l: [1, # x\n  2]\n', changes: [{ move: ['l', 1], to: ['l', 0] }], obstacle: 'there is a comment beside it' },
  { name: '… with changes inside both', from: 'l:\n- a: 1\n- b: 2\n- c: 3\n', changes: [{ move: ['l', 2], to: ['l', 0] }, { set: ['l', 0, 'a'], to: 5 }], to: 'l:\n- c: 3\n- a: 5\n- b: 2\n' },
  { name: 'moves an entry to a list', from: 's:\n  i:\n  - n: z\n  c:\n  - n: a\n  - n: b\n', changes: [{ move: ['s', 'c', 0], to: ['s', 'i', 1] }], to: 's:\n  i:\n  - n: z\n  - n: a\n  c:\n  - n: b\n' },
  { name: 'wraps a mapping', from: 'm: 1\nspec: # x\n  # y\n  a: |\n    b\n\n    c\n  d: 2\ne: 3', changes: [{ nest: ['spec'], under: ['template', 'spec'] }], to: 'm: 1\nspec: # x\n  template:\n    spec:\n      # y\n      a: |\n        b\n\n        c\n      d: 2\ne: 3' },
  { name: '… beside other things', from: 'spec:\n    a: 1\n', changes: [{ nest: ['spec'], under: ['template', 'spec'], beside: { metadata: { labels: { app: 'x' } } } }], to: 'spec:\n    template:\n        metadata:\n            labels:\n                app: x\n        spec:\n            a: 1\n' },
  { name: '… below other things', from: 'spec:\n  a: 1\n', changes: [{ nest: ['spec'], under: ['template', 'spec'], above: { ttl: 1 } }], to: 'spec:\n  ttl: 1\n  template:\n    spec:\n      a: 1\n' },
  { name: '… below other things in braces', from: 'spec: {a: 1}\n', changes: [{ nest: ['spec'], under: ['template', 'spec'], beside: { m: { x: 'z' } }, above: { ttl: 1 } }], to: 'spec: {ttl: 1, template: {m: {x: z}, spec: {a: 1}}}\n' },
  { name: '… in braces', from: '{"spec": {"a": 1}}', changes: [{ nest: ['spec'], under: ['template', 'spec'] }], to: '{"spec": {"template": {"spec": {"a": 1}}}}' },
  { name: 'two keys at one place', from: 'spec:\n  a: 1\n', changes: [ttl, { set: ['spec', 'deadline'], to: 60 }], to: 'spec:\n  ttl: 3600\n  deadline: 60\n  a: 1\n' }
]

describe('changes are written as edits', () => {
  test.each(cases)('$name', ({ from, changes, to, obstacle }) => {
    const [document] = parse({ path: 'a.yaml', text: from }, { wanted: () => true })
    if (document === undefined) throw new Error('no document')
    const made = editsOf(changes, document)
    if ('obstacle' in made) return expect(made.obstacle).toBe(obstacle)
    const text = edited(from, made.edits)
    expect(text).toBe(to)
    const [after] = parse({ path: 'a.yaml', text }, { wanted: () => true })
    expect(isSame(after?.value, changed(document.value ?? null, changes))).toBe(true)
  })
})
