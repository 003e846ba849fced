import { expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import type { RuleSetting } from '../../src/core/config/config.ts'
import { settingsFor } from '../../src/core/config/settings.ts'
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
