import { expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import type { Config } from '../../src/core/config/config.ts'
import { selects } from '../../src/core/config/selector.ts'
import { matchesAny, settingsFor } from '../../src/core/config/settings.ts'
import { parse } from '../../src/core/document/parse.ts'
import { classify } from '../../src/core/manifest/classify.ts'
import type { Resource } from '../../src/core/manifest/resource.ts'

test.each([
  [['*'], 'a.yaml', true],
  [['jobs/'], 'jobs/a.yaml', true],
  [['jobs/'], 'old/jobs/a.yaml', true],
  [['/jobs/'], 'old/jobs/a.yaml', false],
  [['*.yaml', '!a.yaml'], 'a.yaml', false],
  [['A.yaml'], 'a.yaml', false],
  // What lies outside the folder of the patterns, or is no file in it.
  [['*'], '../a.yaml', false],
  [['*'], '/a.yaml', false],
  [['*'], '', false],
  [[], 'a.yaml', false]
])('%j and %j: %j', (patterns, path, expected) => {
  expect(matchesAny(patterns, path)).toBe(expected)
})

test('options add up over the layers, and the last severity wins', () => {
  const config: Config = {
    rules: { 'image-pinned': ['error', { digest: true }] },
    overrides: [
      { files: ['*'], rules: { 'image-pinned': ['info', { moving: ['edge'] }] } },
      { files: ['*'], rules: { 'image-pinned': 'warning' } },
      { files: ['other.yaml'], rules: { 'image-pinned': 'off' } }
    ]
  }
  const active = settingsFor('a.yaml', config, rules).rules.find(({ rule }) => rule.id === 'image-pinned')
  expect(active).toMatchObject({ severity: 'warning', options: { digest: true, moving: ['edge'] } })
})

const named = (metadata: string, namespace?: string): Resource => {
  const text = `apiVersion: batch/v1\nkind: Job\nmetadata: ${metadata}\nspec: {template: {spec: {containers: []}}}\n`
  const [resource] = parse({ path: 'a.yaml', text }).flatMap((document) => classify(document))
  const kustomization = { path: 'k', isPatch: false, affixes: [], labels: {}, templateLabels: {}, images: [] }
  return {
    ...(resource as Resource),
    surroundings: namespace === undefined ? {} : { kustomization: { ...kustomization, namespace } }
  }
}

test.each([
  ['a generated name', { names: ['export-*'] }, named('{generateName: export-}'), true],
  ['a name rather than the beginning of one', { names: ['a'] }, named('{name: a, generateName: b}'), true],
  ['a written namespace', { namespaces: ['shop'] }, named('{name: a, namespace: shop}'), true],
  [
    'the namespace of a kustomization',
    { namespaces: ['live'] },
    named('{name: a, namespace: shop}', 'live'),
    true
  ],
  ['what it replaces', { namespaces: ['shop'] }, named('{name: a, namespace: shop}', 'live'), false],
  ['no namespace', { namespaces: ['shop'] }, named('{name: a}'), false],
  ['no namespace, any', { namespaces: ['*'] }, named('{name: a}'), true],
  ['a name that is no text', { names: ['1'] }, named('{name: 1}'), false]
])('a selector and %s', (_, selector, resource, expected) => {
  expect(selects(selector, resource)).toBe(expected)
})
