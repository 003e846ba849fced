import { expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import type { RuleSetting } from '../../src/core/config/config.ts'
import { settingsFor } from '../../src/core/config/settings.ts'
import { defineRule } from '../../src/core/rule/rule.ts'
import { lint } from '../../src/library.ts'

const unquoted = `apiVersion: batch/v1
kind: Job
metadata:
  name: migrate-3.1.0
  annotations:
    helm.sh/hook: pre-install
    helm.sh/hook-weight: 5
spec:
  template:
    metadata:
      annotations:
        karpenter.sh/do-not-disrupt: true
    spec:
      restartPolicy: Never
      containers:
        - name: migrate
          image: example.com/shop:3.1.0
`

const twice = `apiVersion: v1
kind: List
items:
  - { apiVersion: v1, kind: Pod, metadata: { name: a }, spec: { containers: [{ name: a, image: "a:1" }] } }
  - { apiVersion: v1, kind: Pod, metadata: { name: a }, spec: { containers: [{ name: a, image: "a:1" }] } }
`

test.each<[string, Record<string, RuleSetting>, string[]]>([
  [
    'the particular rule speaks where both are errors, the graver one else',
    {},
    ['hook-annotations', 'schema']
  ],
  [
    'the general rule speaks where the particular one is off',
    { 'hook-annotations': 'off' },
    ['schema', 'schema']
  ],
  [
    'the particular rule speaks where the general one is off',
    { schema: 'off' },
    ['hook-annotations', 'eviction-annotation']
  ],
  [
    'severities are those configured',
    { 'eviction-annotation': 'error' },
    ['hook-annotations', 'eviction-annotation']
  ]
])('one cause, one finding: %s', (_, settings, expected) => {
  const asked = ['schema', 'hook-annotations', 'eviction-annotation']
  const found = findings(unquoted, settings).filter(({ ruleId }) => asked.includes(ruleId))
  expect(found.map(({ ruleId }) => ruleId)).toEqual(expected)
})

test('a finding between resources names the one it points into', () => {
  const found = findings(twice, {}).filter(({ ruleId }) => ruleId === 'duplicate-resource')
  expect(found).toMatchObject([
    {
      path: ['items', 1, 'metadata', 'name'],
      resource: { kind: 'Pod', name: 'a' },
      related: [{ start: { line: 4 } }]
    }
  ])
})

function findings(text: string, settings: Record<string, RuleSetting>) {
  const file = { path: 'job.yaml', text }
  return lint(file, settingsFor(file.path, { rules: settings }, rules)).findings
}

test('a finding names the template that its document was rendered from', () => {
  const text = (name: string) =>
    `---\n# Source: shop/templates/job.yaml\n${unquoted.replace('migrate-3.1.0', name)}`
  const { findings } = lint(
    { path: 'a.yaml', text: `${text('a')}---\n${unquoted}` },
    settingsFor('a.yaml', {}, rules)
  )
  const sources = (resource: string) =>
    new Set(findings.filter((finding) => finding.resource?.name === resource).map(({ source }) => source))
  expect([sources('a'), sources('migrate-3.1.0')]).toEqual([
    new Set(['shop/templates/job.yaml']),
    new Set([undefined])
  ])
})

test('no message is longer than people read', () => {
  const chatty = defineRule({
    id: 'chatty',
    summary: 'Say little.',
    rationale: '',
    whenNot: '',
    category: 'identity',
    severity: { recommended: 'info', strict: 'info' },
    kinds: ['Job'],
    references: [],
    examples: [],
    since: '0.1.0',
    *check({ metadata }) {
      const message = 'word\u200b '.repeat(300)
      yield { at: metadata, message, related: [{ at: metadata, message }] }
    }
  })
  const { findings } = lint({ path: 'a.yaml', text: unquoted }, settingsFor('a.yaml', {}, [chatty]))
  for (const { message } of findings.flatMap((finding) => [finding, ...finding.related])) {
    expect(message).toMatch(/^(word\\u200b ){45}[\w\\]*…$/)
    expect(message).toHaveLength(500)
  }
  expect(findings).toHaveLength(1)
})
