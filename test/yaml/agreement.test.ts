import fc from 'fast-check'
import { load } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { type Node, resolve } from '../../src/yaml/index.ts'
import { read } from '../../src/yaml/read-piece.ts'

/** Words that every YAML reads as the same text. */
const word = fc.stringMatching(/^[a-z][a-z0-9/-]{5,12}$/)
const scalar = fc.oneof(
  word,
  fc.integer({ min: 0, max: 9999 }).map(String),
  fc.constantFrom(
    'true',
    'false',
    'null',
    '{}',
    '[]',
    '"a: b # c"',
    "'it''s'",
    '[first, "2"]',
    '{key: value}'
  ),
  fc.array(word, { minLength: 2, maxLength: 4 }).map((words) => words.join(' '))
)

type Tree =
  | string
  | { readonly pairs: readonly (readonly [string, Tree])[] }
  | { readonly items: readonly Tree[] }

const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    scalar,
    fc
      .uniqueArray(fc.tuple(word, tie('tree')), { minLength: 1, maxLength: 4, selector: ([key]) => key })
      .map((pairs) => ({ pairs })),
    fc.array(tie('tree'), { minLength: 1, maxLength: 4 }).map((items) => ({ items }))
  )
}))

/** A tree in block style; `comment` stands behind every key that has a block below it. */
function written(tree: Tree, indent: string, comment: string): string {
  if (typeof tree === 'string') return ` ${tree}\n`
  const entries =
    'pairs' in tree
      ? tree.pairs.map(([key, value]) => `${indent}${key}:${written(value, `${indent}  `, comment)}`)
      : tree.items.map((item) => `${indent}-${written(item, `${indent}  `, comment)}`)
  return `${comment}\n${entries.join('')}`
}

const document = fc
  .tuple(tree, fc.constantFrom('', ' # why'))
  .map(([tree, comment]) => (typeof tree === 'string' ? `key: ${tree}\n` : written(tree, '', comment)))

describe('plain block YAML', () => {
  it('is to us what it is to js-yaml and yaml', () => {
    fc.assert(
      fc.property(document, (text) => {
        const [first] = read(text)
        expect(first?.fault).toBeUndefined()
        expect(first?.value).toEqual(load(text))
        expect(first?.value).toEqual(parse(text))
      }),
      { numRuns: 500 }
    )
  })

  it('has a place in the text for every node, one inside the other and in order', () => {
    fc.assert(
      fc.property(document, (text) => {
        const [first] = read(text)
        const check = (node: Node, start: number, end: number): void => {
          expect(node.start).toBeGreaterThanOrEqual(start)
          expect(node.end).toBeLessThanOrEqual(end)
          expect(node.start).toBeLessThanOrEqual(node.end)
          let at = node.start
          const parts = node.type === 'mapping' ? node.pairs.flatMap(({ key, value }) => [key, value]) : []
          for (const part of node.type === 'sequence' ? node.items : parts) {
            check(part, at, node.end)
            at = part.end
          }
          const own = resolve(node)
          if (own?.type === 'scalar' && own.style === 'plain')
            expect(text.slice(own.start, own.end)).toBe(own.text)
        }
        if (first?.tree) check(first.tree, 0, text.length)
      })
    )
  })

  it('says the same whatever ends its lines', () => {
    fc.assert(
      fc.property(document, fc.constantFrom('\r\n', '\r', '\x85', '\u2028', '\u2029'), (text, lineBreak) => {
        expect(read(text.replaceAll('\n', lineBreak))[0]?.value).toEqual(read(text)[0]?.value)
      })
    )
  })
})
