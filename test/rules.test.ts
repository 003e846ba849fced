import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { rules } from '../rules/index.ts'
import { fix } from '../src/core/apply-fixes.ts'
import type { RuleSetting } from '../src/core/config/config.ts'
import { settingsFor } from '../src/core/config/settings.ts'
import { parse } from '../src/core/document/parse.ts'
import { type Example, type Rule, severityIn } from '../src/core/rule/rule.ts'
import { lint } from '../src/library.ts'

test('every file of rules/ is listed once, in order', () => {
  const files = readdirSync('rules').filter((name) => name !== 'index.ts')
  expect(rules.map(({ id }) => id)).toEqual(files.map((name) => name.slice(0, -3)).sort())
})

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  test('is written: nothing is left to do', () => {
    const { summary, rationale, whenNot, references, examples } = rule
    const texts = [summary, rationale, whenNot, ...references, ...examples.flatMap(textsOf)]
    expect(texts.filter((text) => text.includes('TODO')).join('\n')).toBe('')
  })

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
    expect(fixesShown(rule), 'an example of each of its fixes').toEqual([...(rule.fixes ?? [])].sort())
    const isFactual = ['validity', 'suppression'].includes(rule.category)
    expect(severityIn(rule, 'minimal')).toBe(isFactual ? rule.severity.recommended : 'off')
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
    const { bad, good } = example
    if (bad !== undefined && good !== undefined && lintExample(rule, example, bad).findings[0]?.fix) {
      test(`fixes: ${example.title}`, () => {
        const { text, dropped } = fix({ path: pathOf(example), text: bad }, settingsOf(rule, example), {
          unsafe: true
        })
        expect(dropped).toEqual([])
        expect(text).toBe(good)
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

function textsOf({ title, bad = '', good = '' }: Example): string[] {
  return [title, bad, good]
}

/** Each rule shows what its fixes come to: an example that is fixed has a good end. */
function fixesShown(rule: Rule): string[] {
  const shown = rule.examples.flatMap((example) => {
    const found =
      example.bad === undefined ? undefined : lintExample(rule, example, example.bad).findings[0]?.fix
    if (found !== undefined) expect(example.good, `what comes of fixing: ${example.title}`).toBeDefined()
    return found === undefined ? [] : [found.safety]
  })
  return [...new Set(shown)].sort()
}

function lintExample(rule: Rule, example: Example, text: string) {
  const { findings, ...rest } = lint({ path: pathOf(example), text }, settingsOf(rule, example))
  return { ...rest, findings: findings.filter(({ ruleId }) => ruleId === rule.id) }
}

function settingsOf(rule: Rule, example: Example) {
  const own: Record<string, RuleSetting> = { [rule.id]: ['error', example.options ?? {}] }
  const { delivery } = example
  if (rule.category !== 'suppression')
    return settingsFor(pathOf(example), { rules: own, ...(delivery && { delivery }) }, [rule])
  // What is wrong with suppressions shows only beside a rule that they are about.
  const others = rules.map(({ id }) => [id, id === 'ttl-required' ? 'error' : 'off'] as const)
  return settingsFor(pathOf(example), { rules: { ...Object.fromEntries(others), ...own } }, rules)
}

function pathOf({ path = 'example.yaml' }: Example): string {
  return path
}

test('rules ask documents and resources for facts, and read no file', () => {
  const reading = readdirSync('rules').filter((name) =>
    /\b(?:document|root\.document)\.file\b|\{[^}\n]*\bfile\b[^}\n]*\} = [\w.]*document\b/.test(
      readFileSync(join('rules', name), 'utf8')
    )
  )
  expect(reading).toEqual([])
})
