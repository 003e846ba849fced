import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Config, explain, fix, lint, rules, settingsFor, UsageError } from '../src/index.ts'

const text = readFileSync('fixtures/err/migration.yaml', 'utf8')

function ids(...call: Parameters<typeof lint>): string[] {
  return lint(...call).findings.map(({ ruleId }) => ruleId)
}

describe('lint', () => {
  test('takes a text alone', () => {
    const { file, findings } = lint(text)
    expect(file).toBe('<text>')
    expect(findings.map(({ ruleId }) => ruleId)).toContain('ttl-required')
  })

  test('takes a file, a config and settings', () => {
    const file = { path: 'jobs/a.yaml', text }
    const config: Config = { overrides: [{ files: ['jobs/'], rules: { 'ttl-required': 'off' } }] }
    expect(ids(file, config)).not.toContain('ttl-required')
    expect(ids(text, config)).toContain('ttl-required')
    expect(ids(file, settingsFor(file.path, config, rules))).toEqual(ids(file, config))
  })

  test.each<[string, unknown, string]>([
    [
      'an unknown rule',
      { rules: { 'ttl-requird': 'off' } },
      'Unknown rule "ttl-requird"; did you mean "ttl-required"?'
    ],
    ['an unknown key', { profil: 'strict' }, 'Unknown key "profil"; did you mean "profile"?'],
    ['an unknown version', { kubernetes: '1.99' }, 'Unknown Kubernetes version "1.99"']
  ])('%s in a config is said', (_, config, message) => {
    expect(() => lint(text, config as Config)).toThrow(UsageError)
    expect(() => lint(text, config as Config)).toThrow(new RegExp(`^${message.replace(/[?.]/g, '\\$&')}`))
  })
})

test('fix mends what is safe, and more when it may guess', () => {
  const safe = fix(text)
  expect(safe.result.findings.length).toBeGreaterThan(0)
  const both = fix(text, {}, { unsafe: true })
  expect(both.applied.length).toBeGreaterThan(safe.applied.length)
  expect(ids(both.text)).not.toContain('ttl-required')
})

test('explain takes a rule and its id, and says which id it meant', () => {
  for (const rule of rules) expect(explain(rule.id)).toBe(explain(rule))
  expect(() => explain('ttl-requird')).toThrow('Unknown rule "ttl-requird"; did you mean "ttl-required"?')
})
