import { describe, expect, test } from 'vitest'
import type { Finding, LintResult } from '../../src/core/rule/finding.ts'
import type { Severity } from '../../src/core/rule/rule.ts'
import { formats } from '../../src/report/index.ts'
import { results, run } from './sample.ts'

const [sample] = results as [LintResult]
const [finding] = sample.findings as [Finding]

/** A run with so many findings of each severity, the graver last. */
function runOf(counts: Readonly<Partial<Record<Severity, number>>>, message = finding.message): LintResult[] {
  const findings = (['info', 'warning', 'error'] as const).flatMap((severity) =>
    Array.from({ length: counts[severity] ?? 0 }, () => ({ ...finding, severity, message }))
  )
  return [{ ...sample, findings }]
}

describe('GitHub shows ten annotations of a level', () => {
  const rest = (what: string) =>
    `::notice title=jobsworth found more::${what} more than GitHub shows as annotations. The job summary and the other formats list them all.`

  // biome-ignore format: a table, one run a line
  test.each<[counts: Partial<Record<Severity, number>>, shown: number[], last: string | undefined]>([
    [{ error: 10, warning: 10, info: 10 }, [10, 10, 10], undefined],
    [{ error: 11 }, [10, 0, 1], rest('1 error')],
    [{ error: 12, warning: 31, info: 3 }, [10, 10, 4], rest('2 errors and 21 warnings')],
    [{ error: 11, info: 10 }, [10, 0, 10], rest('1 error and 1 info')],
    [{ info: 12 }, [0, 0, 10], rest('3 info')],
    [{}, [0, 0, 0], undefined]
  ])('%j', (counts, shown, last) => {
    const lines = formats.github(runOf(counts), run).split('\n').slice(0, -1)
    const of = (level: string) => lines.filter((line) => line.startsWith(`::${level} `)).length
    expect([of('error'), of('warning'), of('notice')]).toEqual(shown)
    if (last !== undefined) expect(lines.at(-1)).toBe(last)
    else expect(lines.join()).not.toContain('found more')
    expect(lines.map((line) => line.slice(2, 4))).toEqual(lines.map((line) => line.slice(2, 4)).sort(byLevel))
  })

  const order = ['er', 'wa', 'no']
  const byLevel = (a: string, b: string) => order.indexOf(a) - order.indexOf(b)

  test('crashes come first, and count', () => {
    const crashes = Array.from({ length: 12 }, () => ({ ruleId: 'x', file: 'a', message: 'm', stack: '' }))
    const lines = formats
      .github([{ ...sample, findings: [finding], crashes }], run)
      .split('\n')
      .slice(0, -1)
    expect(lines).toHaveLength(11)
    expect(lines.at(-1)).toBe(rest('1 error and 2 crashes'))
  })

  test('what is suppressed is no annotation', () => {
    const findings = [{ ...finding, suppressed: { by: 'comment' } as const }]
    expect(formats.github([{ ...sample, findings }], run)).toBe('')
  })
})

describe('GitHub takes a summary of a mebibyte', () => {
  test('errors stay, and what is cut is said', () => {
    const text = formats.markdown(runOf({ error: 100, info: 20_000 }), run)
    expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024)
    expect(text.match(/^\| \d+:\d+ \| error /gm)).toHaveLength(100)
    const shown = text.match(/^\| \d+:\d+ \| info /gm)?.length ?? 0
    expect(shown).toBeGreaterThan(1000)
    expect(text).toContain(`**Not shown here: ${20_000 - shown} info**, because a summary`)
    expect(text).toContain('<details>')
  })

  test('measured in bytes, and one giant keeps out no other', () => {
    const [giants] = runOf({ error: 1 }, 'ä€'.repeat(300_000)) as [LintResult]
    const [small] = runOf({ error: 1 }) as [LintResult]
    const text = formats.markdown([giants, small], run)
    expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024)
    expect(text.match(/^\| \d+:\d+ \| error /gm)).toHaveLength(1)
    expect(text).toContain('**Not shown here: 1 error**')
  })
})

test('code scanning takes 25,000 results: errors stay, fingerprints too, and what is cut is said', () => {
  const whole = runOf({ info: 24_999, error: 3 })
  const { results: kept, invocations } = JSON.parse(formats.sarif(whole, run)).runs[0]
  expect(kept).toHaveLength(25_000)
  expect(kept.filter(({ level }: { level: string }) => level === 'error')).toHaveLength(3)
  const { text } = invocations[0].toolExecutionNotifications.at(-1).message
  expect(text).toMatch(/^GitHub accepts 25,000 results per run\. Left out here: 2 info\./)
  expect(kept.at(-1).partialFingerprints['jobsworth/v1']).toMatch(/:25002$/)
})
