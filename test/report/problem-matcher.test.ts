import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isActive } from '../../src/core/rule/finding.ts'
import { compact } from '../../src/report/compact.ts'
import { crashMessage } from '../../src/report/crash.ts'
import { titled } from '../../src/report/logical-place.ts'
import { results } from './sample.ts'

type Part = 'file' | 'line' | 'column' | 'severity' | 'message' | 'code'

interface Matcher {
  readonly owner: string
  readonly severity?: string
  readonly pattern: readonly [{ readonly regexp: string } & Readonly<Partial<Record<Part, number>>>]
}

const path = 'docs/problem-matcher.json'
const { problemMatcher: matchers } = JSON.parse(readFileSync(path, 'utf8')) as {
  readonly problemMatcher: readonly Matcher[]
}

// Only files that GitHub could show an annotation at, and only names that stay as they are.
const shown = results.filter(({ file }) => !/[^\P{Cc}]/u.test(file))

describe('GitHub makes of compact', () => {
  const annotations = compact(shown).trimEnd().split('\n').map(annotation)

  test('one annotation a finding, in its own words', () => {
    const names = { error: 'error', warning: 'warning', info: 'notice' }
    expect(annotations).toEqual(
      shown.flatMap(({ file, crashes, findings }) => [
        ...crashes.map((crash) =>
          place(file, { line: 1, column: 1 }, ['error', crashMessage(crash), crash.ruleId])
        ),
        ...findings
          .filter(isActive)
          .map((finding) =>
            place(file, finding.start, [names[finding.severity], titled(finding), finding.ruleId])
          )
      ])
    )
  })

  test.each([
    ['', undefined],
    ['Read 1 file: 1 document.', undefined]
  ])('"%s": nothing', (line, expected) => {
    expect(annotation(line)).toBe(expected)
  })
})

test('the package holds the matchers', () => {
  expect(JSON.parse(readFileSync('package.json', 'utf8')).files).toContain(path)
})

/** What GitHub's runner reads in a line: the last matcher that fits; severities it does not know it skips. */
function annotation(line: string): Record<Part, string | undefined> | undefined {
  const found = matchers.flatMap(({ severity, pattern: [pattern] }) => {
    const groups = new RegExp(pattern.regexp).exec(line)
    if (groups === null) return []
    const part = (name: Part) => (pattern[name] === undefined ? undefined : groups[pattern[name]])
    const own = part('severity') ?? severity
    if (own === undefined || !['error', 'warning', 'notice'].includes(own)) return []
    return [
      {
        file: part('file'),
        line: part('line'),
        column: part('column'),
        severity: own,
        message: part('message'),
        code: part('code')
      }
    ]
  })
  expect(found.length).toBeLessThan(2)
  return found[0]
}

function place(
  file: string,
  { line, column }: { readonly line: number; readonly column: number },
  [severity, message, code]: readonly [string, string, string | undefined]
) {
  return { file, line: `${line}`, column: `${column}`, severity, message, code }
}
