import { describe, expect, test } from 'vitest'
import { byPlace, inOrder, onePerCause } from '../../src/core/check/order.ts'
import { findingsByOwner, isInside, ownerOf } from '../../src/core/check/resource-at.ts'
import { parse } from '../../src/core/document/parse.ts'
import { classify } from '../../src/core/manifest/classify.ts'
import type { Finding } from '../../src/core/rule/finding.ts'

interface Short {
  readonly ruleId?: string
  readonly start?: number
  readonly end?: number
  readonly message?: string
  readonly path?: Finding['path']
  readonly severity?: Finding['severity']
  readonly suppressed?: Finding['suppressed']
}

function finding({ ruleId = 'a', start = 0, end = start + 1, message = 'x', path = [], ...rest }: Short) {
  const place = { range: { start, end }, start: { line: 1, column: 1 }, end: { line: 1, column: 2 } }
  return {
    ruleId,
    severity: 'error',
    message,
    file: 'a.yaml',
    path,
    related: [],
    ...place,
    ...rest
  } as Finding
}

describe('findings come', () => {
  const inTurn = [
    finding({ start: 1, end: 9 }),
    finding({ start: 2, end: 5, ruleId: 'z' }),
    finding({ start: 2, end: 7, ruleId: 'a' }),
    finding({ start: 3, end: 4, ruleId: 'b' }),
    finding({ start: 3, end: 4, ruleId: 'c' })
  ]

  test('by their start, then their end, then their rule', () => {
    expect(inOrder(inTurn.toReversed())).toEqual(inTurn)
    expect(inOrder(inTurn)).toEqual(inTurn)
    for (const [index, one] of inTurn.entries())
      for (const later of inTurn.slice(index + 1)) {
        expect(byPlace(one, later)).toBeLessThan(0)
        expect(byPlace(later, one)).toBeGreaterThan(0)
      }
  })

  test('once, where the same is said of one place', () => {
    const [one, other] = [finding({}), finding({ message: 'y' })]
    expect(inOrder([one, finding({}), other])).toEqual([one, other])
  })
})

describe('of what two rules say of one place', () => {
  const general = finding({ ruleId: 'general', severity: 'warning' })
  const hidden = { by: 'config' } as const
  test.each([
    ['the graver one stays', general, finding({ severity: 'info' }), ['general']],
    ['the particular one, where they are even', general, finding({ severity: 'warning' }), ['a']],
    ['the particular one, where it is graver', general, finding({}), ['a']],
    ['both, at two places', general, finding({ end: 7 }), ['general', 'a']],
    [
      'both, where the general one is suppressed',
      finding({ ruleId: 'general', suppressed: hidden }),
      finding({}),
      ['general', 'a']
    ],
    ['both, where the particular one is', general, finding({ suppressed: hidden }), ['general', 'a']]
  ])('%s', (_, first, second, expected) => {
    const found = onePerCause([first, second], new Map([[second, 'general']]))
    expect(found.map(({ ruleId }) => ruleId)).toEqual(expected)
  })
})

describe('a finding belongs to', () => {
  const text = `# none
---
apiVersion: v1
kind: Pod
metadata: {name: a}
spec: {containers: [{name: a}]}
---
apiVersion: v1
kind: List
items:
  - {apiVersion: v1, kind: Pod, metadata: {name: b}, spec: {containers: [{name: b}]}}
  - {apiVersion: v1, kind: Pod, metadata: {name: c}, spec: {containers: [{name: c}]}}
---
x: y
`
  const resources = parse({ path: 'a.yaml', text }).flatMap((document) => classify(document))
  const names = resources.map(({ metadata }) => metadata.at('name').value)
  const at = (words: string) => text.indexOf(words)

  test.each<[string, number, Finding['path'], string | undefined]>([
    ['the one of its document', at('spec: {containers: [{name: a}'), ['spec'], 'a'],
    ['its item of a List', at('name: b'), ['items', 0, 'metadata', 'name'], 'b'],
    ['another item', at('name: c'), ['items', 1, 'metadata', 'name'], 'c'],
    ['the one around its place, where it has no path', at('name: c'), [], 'c'],
    ['the one that begins there', at('apiVersion: v1, kind: Pod, metadata: {name: b}') - 1, [], 'b'],
    ['none, beside all items', at('kind: List'), ['kind'], undefined],
    ['none, beside all items and without a path', at('kind: List'), [], undefined],
    ['none, before the first document', 0, [], undefined],
    ['none, in a document of no resource', at('x: y'), ['x'], undefined]
  ])('%s', (_, start, path, owner) => {
    const one = finding({ start, path })
    const found = findingsByOwner(resources, [one])
    expect([...found.keys()]).toEqual(resources)
    expect(names.filter((_, index) => found.get(resources[index] as never)?.length)).toEqual(
      owner === undefined ? [] : [owner]
    )
    if (path.length === 0) {
      const named = ownerOf(one.range, resources)?.metadata.at('name').value
      expect(named).toBe(owner)
    }
  })

  test('the resource that its field is written in', () => {
    for (const resource of resources) {
      const field = resource.metadata.at('name')
      expect(ownerOf(field, resources)).toBe(resource)
      expect(resources.filter((other) => isInside(field, other))).toEqual([resource])
    }
  })
})
