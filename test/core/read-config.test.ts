import { expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { UsageError } from '../../src/core/config/config.ts'
import { readConfig, readRuleSetting } from '../../src/core/config/read-config.ts'

const read = (text: string, path = 'jobsworth.yaml') => readConfig({ path, text }, rules)

function mistakes(text: string): string[] {
  try {
    read(text)
  } catch (error) {
    if (error instanceof UsageError) return error.message.split('\n')
    throw error
  }
  return []
}

const severityWords = 'error, warning, info or off'

const wrong: readonly [config: string, ...messages: string[]][] = [
  ['rules:\n  ttl-requird: error', '2:3: Unknown rule "ttl-requird"; did you mean "ttl-required"?'],
  ['rules:\n  zebra: error', '2:3: Unknown rule "zebra"; `jobsworth rules` lists them all.'],
  ['rules:\n  ttl-required: eror', '2:17: "rules.ttl-required" is "eror"; did you mean "error"?'],
  ['rules:\n  ttl-required: 2', `2:17: "rules.ttl-required" is 2; expected ${severityWords}.`],
  ['rules:\n  ttl-required: on', `2:17: "rules.ttl-required" is true; expected ${severityWords}.`],
  ['rules:\n  ttl-required:', `2:3: "rules.ttl-required" is empty; expected ${severityWords}.`],
  [
    'rules:\n  ttl-range: [warning, {maxx: 1}]',
    '2:25: Unknown option "maxx" of ttl-range; did you mean "max"?'
  ],
  [
    'rules:\n  ttl-range: [warning, {ceiling: 1}]',
    '2:25: Unknown option "ceiling" of ttl-range; valid options are min, max.'
  ],
  [
    'rules:\n  ttl-range: [warning, {max: ten}]',
    '2:30: "rules.ttl-range.1.max" is "ten"; expected a whole number.'
  ],
  ['rules:\n  ttl-range: [warning, {max: -1}]', '2:30: "rules.ttl-range.1.max" is -1; expected at least 0.'],
  [
    'rules:\n  ttl-range: []',
    '2:3: "rules.ttl-range" is a list; expected a severity, or a severity and its options as in [warning, {max: 3600}].'
  ],
  [
    'rules:\n  no-bare-pod: [warning, {max: 1}]',
    '2:27: Unknown option "max" of no-bare-pod; it takes no options.'
  ],
  ['rules: error', '1:8: "rules" is "error"; expected a mapping.'],
  ['profil: strict', '1:1: Unknown key "profil"; did you mean "profile"?'],
  [
    'colour: red',
    '1:1: Unknown key "colour"; valid keys are profile, kubernetes, include, exclude, rules, delivery, logs, tasks, placeholders, failOn, inlineConfig, respectForeignIgnores, overrides, baseline.'
  ],
  ['profile: relaxed', '1:10: "profile" is "relaxed"; expected minimal, recommended or strict.'],
  ['delivery: argo-cd', '1:11: "delivery" is "argo-cd"; did you mean "argocd"?'],
  ['exclude: vendor/', '1:10: "exclude" is "vendor/"; expected a list.'],
  ['exclude:\n  - 7', '2:5: "exclude.0" is 7; expected a string.'],
  [
    'overrides:\n  - profile: strict',
    '2:5: "overrides.0" needs "files", "kinds", "namespaces", "names" or "labels".'
  ],
  [
    'overrides:\n  - kinds: [Job]\n    profile: strict',
    '3:5: "profile" applies to whole files; write it in an override with only "files".'
  ],
  [
    'overrides:\n  - kinds: [Job]\n    rules: {disable-directive: off}',
    '3:13: "disable-directive" applies to whole files; write it in an override with only "files".'
  ],
  [
    'overrides:\n  - files: [a]\n    until: 2027-01-31',
    '3:5: "until" needs "kinds", "namespaces", "names" or "labels"; write kinds: ["*"] for all resources.'
  ],
  [
    'overrides:\n  - names: [a]\n    until: 2027-02-30',
    '3:12: "overrides.0.until" is "2027-02-30"; expected a date such as 2027-01-31.'
  ],
  ['overrides:\n  - kinds: [Cronjob]', '2:13: "overrides.0.kinds.0" is "Cronjob"; did you mean "CronJob"?'],
  ['overrides:\n  - labels: [a]', '2:5: "overrides.0.labels" is a list; expected a mapping.'],
  ['respectForeignIgnores: maybe', '1:24: "respectForeignIgnores" is "maybe"; expected true or false.'],
  ['overrides:\n  - files: [a]\n    rule: {}', '3:5: Unknown key "rule"; did you mean "rules"?'],
  [
    'overrides:\n  - files: [a]\n    rules: {ttl-rang: off}',
    '3:13: Unknown rule "ttl-rang"; did you mean "ttl-range"?'
  ],
  ['tasks:\n  - name: etl', '2:5: "tasks.0" has no "class".'],
  ['profile: strict\nprofile: minimal', '2:1: The key "profile" is written twice.'],
  ['- profile', '1:1: A config must be a mapping with keys such as "profile" and "rules".'],
  ['profile: strict\n---\nprofile: minimal', '3:1: Only one YAML document is expected here.'],
  [
    'profil: strict\nrules:\n  ttl-requird: error',
    '1:1: Unknown key "profil"; did you mean "profile"?',
    '3:3: Unknown rule "ttl-requird"; did you mean "ttl-required"?'
  ]
]

test.each(wrong)('%j is refused', (config, ...messages) => {
  expect(mistakes(config)).toEqual(messages.map((message) => `jobsworth.yaml:${message}`))
})

test.each(['a: [', 'a: b: c', '"'])('%j is no YAML', (config) => {
  expect(mistakes(config).join()).toMatch(/^jobsworth.yaml:1:\d: (The|There|This) /)
})

const right: readonly [config: string, value: unknown][] = [
  ['', {}],
  ['# nothing yet\n', {}],
  ['rules:\n  ttl-required: off', { rules: { 'ttl-required': 'off' } }],
  ['rules: {ttl-required: warn}', { rules: { 'ttl-required': 'warning' } }],
  ['rules: {ttl-range: [warn, {max: 9}]}', { rules: { 'ttl-range': ['warning', { max: 9 }] } }],
  ['rules: {ttl-range: [error]}', { rules: { 'ttl-range': ['error', {}] } }],
  ['{"$schema": "x.json", "profile": "strict"}', { profile: 'strict' }],
  [
    'overrides: [{files: [a], rules: {ttl-range: off}}]',
    { overrides: [{ files: ['a'], rules: { 'ttl-range': 'off' } }] }
  ],
  [
    'overrides: [{names: ["old-*"], labels: {team: a}, rules: {ttl-range: off}, reason: x, until: 2027-01-31}]',
    {
      overrides: [
        {
          names: ['old-*'],
          labels: { team: 'a' },
          rules: { 'ttl-range': 'off' },
          reason: 'x',
          until: '2027-01-31'
        }
      ]
    }
  ]
]

test.each(right)('%j is read', (config, value) => {
  expect(read(config)).toEqual(value)
})

test('a rule setting of the command line is read, and refused in its own words', () => {
  expect(readRuleSetting('ttl-required: error', rules)).toEqual({ 'ttl-required': 'error' })
  expect(readRuleSetting('ttl-range: [warn, {max: 10}]', rules)).toEqual({
    'ttl-range': ['warning', { max: 10 }]
  })
  expect(() => readRuleSetting('ttl-requird: error', rules)).toThrow(
    '--rule "ttl-requird: error": Unknown rule "ttl-requird"; did you mean "ttl-required"?'
  )
  expect(() => readRuleSetting('ttl-required', rules)).toThrow('--rule "ttl-required": ')
})
