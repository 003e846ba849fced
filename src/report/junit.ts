import { type Crash, type Finding, isActive, type LintResult } from '../core/rule/index.ts'
import { crashMessage, crashName } from './eslint.ts'
import { fieldOf, objectOf } from './logical-place.ts'
import { element, escaped, lines, xmlDocument } from './xml.ts'

/** JUnit's XML: a suite a file, a failed test a finding, an error a crash, one passed test a clean file. */
export function junit(results: readonly LintResult[]): string {
  const suites = results.map(suiteOf)
  const counts = sum(suites.map(({ counts }) => counts))
  const root = element('testsuites', { name: 'jobsworth', ...counts }, lines(suites.map(({ xml }) => xml)))
  return xmlDocument(root)
}

interface Counts {
  readonly tests: number
  readonly failures: number
  readonly errors: number
}

function suiteOf({ file, findings, crashes }: LintResult): { readonly xml: string; readonly counts: Counts } {
  const active = findings.filter(isActive)
  const name = testNames()
  const cases = [
    ...crashes.map((crash) => errorOf(crash)),
    ...active.map((found) => failureOf(found, name(found)))
  ]
  const tests = cases.length > 0 ? cases : [testCase(file, 'jobsworth')]
  const counts = { tests: tests.length, failures: active.length, errors: crashes.length }
  return { xml: element('testsuite', { name: file, ...counts }, lines(tests)), counts }
}

function failureOf(finding: Finding, name: string): string {
  const { file, start, severity, message, related } = finding
  const evidence = related.map((place) => `Line ${place.start.line}: ${place.message}`)
  const text = [`${file}:${start.line}:${start.column}: ${severity}: ${message}`, ...evidence]
  const body = text.map((line) => escaped(line)).join('\n')
  return testCase(file, name, element('failure', { message, type: severity }, [body]))
}

function errorOf(crash: Crash): string {
  const message = crashMessage(crash)
  return testCase(crash.file, `${crashName(crash)} (crash)`, element('error', { message, type: 'crash' }))
}

/** GitLab links to `file`; all that report on a file share its class. */
function testCase(file: string, name: string, outcome?: string): string {
  return element('testcase', { name, classname: file, file, time: 0 }, outcome === undefined ? [] : [outcome])
}

/** Names that stay when lines move, and that are unique: of equal names GitLab shows one. */
function testNames(): (finding: Finding) => string {
  const seen = new Map<string, number>()
  return (finding) => {
    const name = [finding.ruleId, objectOf(finding), fieldOf(finding)].filter(Boolean).join(' ')
    const occurrence = (seen.get(name) ?? 0) + 1
    seen.set(name, occurrence)
    return occurrence === 1 ? name : `${name} (${occurrence})`
  }
}

function sum(all: readonly Counts[]): Counts {
  return all.reduce(
    (total, { tests, failures, errors }) => ({
      tests: total.tests + tests,
      failures: total.failures + failures,
      errors: total.errors + errors
    }),
    { tests: 0, failures: 0, errors: 0 }
  )
}
