import { expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { findingsByOwner, ownerOf } from '../../src/core/check/resource-at.ts'
import { settingsFor } from '../../src/core/config/settings.ts'
import { parse } from '../../src/core/document/parse.ts'
import { classify } from '../../src/core/manifest/classify.ts'
import type { Finding } from '../../src/core/rule/finding.ts'
import { lint } from '../../src/library.ts'
import { positionsOf } from '../../src/yaml/positions.ts'

const resourcesIn = (text: string, path = 'a.yaml') => parse({ path, text }).flatMap((one) => classify(one))
const job = (name: string) => `{kind: Job, apiVersion: batch/v1, metadata: {name: ${name}}}`

test.each<[string, string, string[]]>([
  ['a List', `kind: List\nitems: [${job('a')}]\n`, ['items.0']],
  ['a typed list', 'kind: JobList\nitems: [{metadata: {name: a}}]\n', ['items.0']],
  [
    'a List in a List',
    `kind: List\nitems: [{kind: List, items: [${job('a')}, ${job('b')}]}, ${job('c')}]\n`,
    ['items.0.items.0', 'items.0.items.1', 'items.1']
  ],
  [
    'a List of typed lists',
    'kind: List\nitems: [{kind: PodList, apiVersion: v1, items: [{metadata: {name: a}}]}]\n',
    ['items.0.items.0']
  ],
  [
    'Lists deeper than anybody writes',
    `kind: List\nitems: [{kind: List, items: [{kind: List, items: [{kind: List, items: [${job('a')}]}]}]}]\n`,
    []
  ]
])('resources of %s', (_, text, paths) => {
  expect(resourcesIn(text).map(({ root }) => root.path.join('.'))).toEqual(paths)
})

test.each<[string, string, string, boolean]>([
  ['a phase', 'argocd.argoproj.io/hook: PreSync', 'argocd-hook', true],
  ['Skip', 'argocd.argoproj.io/hook: Skip', 'unknown', false],
  ['Skip with blanks', 'argocd.argoproj.io/hook: " Skip "', 'unknown', false],
  ['Skip beside a phase', 'argocd.argoproj.io/hook: PreSync,Skip', 'argocd-hook', true],
  ['Skip beside a word that is no phase', 'argocd.argoproj.io/hook: Skip,Soon', 'unknown', false],
  ['a word that is no phase', 'argocd.argoproj.io/hook: Soon', 'argocd-hook', true]
])('Argo CD and a hook annotation with %s', (_, annotation, method, isHook) => {
  const [resource] = resourcesIn(`kind: Job\nmetadata:\n  name: a\n  annotations:\n    ${annotation}\n`)
  expect(resource?.delivery).toMatchObject({ method, isHook, isMeantAsHook: false })
})

test.each([
  ['<stdin>', 'standard input'],
  ['tests/02-assert.yaml', 'assertions'],
  ['errors.yml', 'assertions'],
  ['a/assertive.yaml', 'manifest'],
  ['jobs.yaml', 'manifest']
])('what the path %s says', (path, origin) => {
  expect(resourcesIn('apiVersion: batch/v1\nkind: Job\n', path)[0]?.origin).toBe(origin)
})

test('a stretch of text belongs to the resource that it is in, its very end included', () => {
  const text = `kind: List\nitems:\n- ${job('a')}\n- ${job('b')}`
  const resources = resourcesIn(text)
  const [first, second] = resources
  const at = (offset: number) => ({ start: offset, end: offset })
  const end = text.indexOf('}}') + 2
  expect(ownerOf(at(end - 1), resources)).toBe(first)
  expect(ownerOf(at(end), resources)).toBe(first)
  expect(ownerOf(at(end + 1), resources)).toBeUndefined()
  expect(ownerOf(at(text.length), resources)).toBe(second)
  expect(ownerOf(at(0), resources)).toBeUndefined()
  const finding = { path: [], range: at(text.length) } as unknown as Finding
  expect(findingsByOwner(resources, [finding]).get(second as (typeof resources)[number])).toEqual([finding])
})

test('a byte order mark takes an offset, and no column', () => {
  const position = positionsOf('\uFEFFkind: Job\nb\n')
  expect([0, 1, 5, 11].map(position)).toEqual([
    { line: 1, column: 1 },
    { line: 1, column: 1 },
    { line: 1, column: 5 },
    { line: 2, column: 1 }
  ])
  const settings = settingsFor('a.yaml', {}, rules)
  const starts = (text: string) => lint({ path: 'a.yaml', text }, settings).findings.map(({ start }) => start)
  const text = 'kind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: "a:1"}]}\n'
  expect(starts(`\uFEFF${text}`)).toEqual(starts(text))
  expect(starts(text)).toContainEqual({ line: 1, column: 1 })
})
