import { describe, expect, test } from 'vitest'
import type { LintResult } from '../../src/core/rule/finding.ts'
import { gitlab } from '../../src/report/gitlab.ts'
import { results } from './sample.ts'

interface Violation {
  readonly description: string
  readonly check_name: string
  readonly fingerprint: string
  readonly severity: string
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } }
}

describe('what GitLab documents of a violation', () => {
  test.each(report(results).map((violation) => [violation.description, violation] as const))(
    '%s',
    (_, violation) => {
      expect(violation).toMatchObject({
        description: expect.stringMatching(/./),
        check_name: expect.stringMatching(/^[a-z-]+$/),
        fingerprint: expect.stringMatching(/./),
        severity: expect.stringMatching(/^(info|minor|major|critical|blocker)$/),
        location: { path: expect.stringMatching(/^[^/]/), lines: { begin: expect.any(Number) } }
      })
      expect(violation.location.path).not.toMatch(/^\.\//)
    }
  )
})

test('no two have the same fingerprint, of which GitLab would show one', () => {
  const [file] = results as [LintResult]
  const again = {
    ...file,
    findings: [...file.findings, ...file.findings],
    crashes: [{ ruleId: 'ttl-required', file: file.file, message: 'x', stack: '' }]
  }
  const found = report([again, ...results.slice(1)])
  expect(new Set(found.map(({ fingerprint }) => fingerprint)).size).toBe(found.length)
})

test('fingerprints stay when lines move and words change', () => {
  const moved = results.map((result) => ({
    ...result,
    findings: result.findings.map((finding) => ({
      ...finding,
      message: 'Other words.',
      start: { line: 99, column: 1 }
    }))
  }))
  expect(report(moved).map(({ fingerprint }) => fingerprint)).toEqual(
    report(results).map(({ fingerprint }) => fingerprint)
  )
})

test('a clean run is an empty list, which GitLab wants to see', () => {
  expect(gitlab(results.slice(1, 2))).toBe('[]\n')
})

function report(some: readonly LintResult[]): Violation[] {
  return JSON.parse(gitlab(some))
}
