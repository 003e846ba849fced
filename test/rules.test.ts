import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { rules } from '../rules/index.ts'
import { settingsFor } from '../src/core/config.ts'
import { lint } from '../src/core/lint.ts'
import { parse } from '../src/core/parse.ts'
import { type Example, type Rule, severityIn } from '../src/core/rule.ts'

test('every file of rules/ is listed once, in order', () => {
  const files = readdirSync('rules').filter((name) => name !== 'index.ts')
  expect(rules.map(({ id }) => id)).toEqual(files.map((name) => name.slice(0, -3)).sort())
})

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  test('is declared in the words of the house', () => {
    expect(rule.summary).toMatch(/^[A-Z][^.]*\.$/)
    expect(rule.rationale.length).toBeGreaterThan(80)
    expect(rule.whenNot).toMatch(/\.$/)
    expect(rule.references.length).toBeGreaterThan(0)
    expect(
      rule.examples.some(({ bad }) => bad),
      'a bad example'
    ).toBe(true)
    expect(
      rule.examples.some(({ good }) => good),
      'a good example'
    ).toBe(true)
    expect(severityIn(rule, 'minimal')).toBe(rule.category === 'validity' ? rule.severity.recommended : 'off')
  })

  for (const example of rule.examples) {
    if (example.bad !== undefined) {
      test(`finds: ${example.title}`, () => {
        const { findings, crashes } = lintExample(rule, example, example.bad as string)
        expect(crashes).toEqual([])
        expect(findings.map(({ ruleId }) => ruleId)).toEqual([rule.id])
        expect(findings[0]?.message).toMatch(/^[A-Z\u2010-\u201f].{20,260}\.$/)
        expect(findings[0]?.message).not.toContain(rule.id)
        expect(findings[0]?.range.end).toBeGreaterThan(findings[0]?.range.start as number)
      })
    }
    if (example.good !== undefined) {
      test(`passes: ${example.title}`, () => {
        const { findings, crashes } = lintExample(rule, example, example.good as string)
        expect({ findings, crashes }).toEqual({ findings: [], crashes: [] })
        const isReadable = parse({ path: 'good.yaml', text: example.good as string }).some(
          (document) => document.value || document.isTemplate
        )
        expect(isReadable).toBe(true)
      })
    }
  }
})

function lintExample(rule: Rule, { options = {}, path = 'example.yaml' }: Example, text: string) {
  const settings = settingsFor(path, { rules: { [rule.id]: ['error', options] } }, [rule])
  return lint({ path, text }, settings)
}
