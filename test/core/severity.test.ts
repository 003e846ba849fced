import { expect, test } from 'vitest'
import { type Report, type Rule, severityOf } from '../../src/core/rule/rule.ts'

const rule = { severity: { recommended: 'error', strict: 'error' }, category: 'safety' } as Rule
const report = (severity?: Report['severity']) => ({ severity }) as Report
const onlyStrict = { recommended: 'off', strict: 'warning' } as const

test.each([
  { own: undefined, profile: 'recommended', set: undefined, expected: 'error' },
  { own: 'warning', profile: 'recommended', set: undefined, expected: 'warning' },
  { own: 'warning', profile: 'minimal', set: undefined, expected: 'off' },
  { own: 'warning', profile: 'strict', set: 'info', expected: 'info' },
  { own: 'info', profile: 'strict', set: 'error', expected: 'info' },
  { own: onlyStrict, profile: 'recommended', set: undefined, expected: 'off' },
  { own: onlyStrict, profile: 'strict', set: undefined, expected: 'warning' },
  { own: onlyStrict, profile: 'recommended', set: 'error', expected: 'warning' },
  { own: onlyStrict, profile: 'recommended', set: 'info', expected: 'info' }
] as const)('$own under $profile, set to $set: $expected', ({ own, profile, set, expected }) => {
  expect(severityOf(report(own), rule, { profile, set })).toBe(expected)
})
