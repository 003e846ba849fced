import { type Crash, type Finding, isActive, type LintResult } from '../core/rule/index.ts'
import { crashMessage } from './crash.ts'
import { fieldOf, objectOf, titled } from './logical-place.ts'
import { element, escaped, lines, xmlDocument } from './xml.ts'

/** JUnit's XML: a suite a file, a failed test a finding, an error a crash, a skipped one a template, one passed test a clean file. */
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
  readonly skipped: number
}

function suiteOf({ file, findings, crashes, templates }: LintResult): {
  readonly xml: string
  readonly counts: Counts
} {
  const active = findings.filter(isActive)
  const unique = uniqueNames()
  const cases = [
    ...crashes.map((crash) => errorOf(crash, unique(errorName(crash)))),
    ...Array.from({ length: templates }, () =>
      testCase(file, unique('unrendered template'), element('skipped', { message: 'unrendered template' }))
    ),
    ...active.map((found) => failureOf(found, unique(testName(found))))
  ]
  const tests = cases.length > 0 ? cases : [testCase(file, 'jobsworth')]
  const counts = { tests: tests.length, failures: active.length, errors: crashes.length, skipped: templates }
  return { xml: element('testsuite', { name: file, ...counts }, lines(tests)), counts }
}

function failureOf(finding: Finding, name: string): string {
  const { file, start, severity, message, related } = finding
  const evidence = related.map((place) => `Line ${place.start.line}: ${place.message}`)
  const text = [`${file}:${start.line}:${start.column}: ${severity}: ${titled(finding)}`, ...evidence]
  const body = text.map((line) => escaped(line)).join('\n')
  return testCase(file, name, element('failure', { message, type: severity }, [body]))
}

function errorOf(crash: Crash, name: string): string {
  const type = crash.ruleId === undefined ? 'not-read' : 'crash'
  return testCase(crash.file, name, element('error', { message: crashMessage(crash), type }))
}

function errorName({ ruleId }: Crash): string {
  return ruleId === undefined ? 'not read' : `${ruleId} crashed`
}

/** GitLab links to `file`; all that report on a file share its class. */
function testCase(file: string, name: string, outcome?: string): string {
  return element('testcase', { name, classname: file, file, time: 0 }, outcome === undefined ? [] : [outcome])
}

/** A name that stays when lines move. */
function testName(finding: Finding): string {
  return [finding.ruleId, objectOf(finding), fieldOf(finding)].filter(Boolean).join(' ')
}

/** Of equal names GitLab shows one. */
function uniqueNames(): (name: string) => string {
  const seen = new Map<string, number>()
  return (name) => {
    const occurrence = (seen.get(name) ?? 0) + 1
    seen.set(name, occurrence)
    return occurrence === 1 ? name : `${name} (${occurrence})`
  }
}

function sum(all: readonly Counts[]): Omit<Counts, 'skipped'> {
  return all.reduce(
    (total, { tests, failures, errors }) => ({
      tests: total.tests + tests,
      failures: total.failures + failures,
      errors: total.errors + errors
    }),
    { tests: 0, failures: 0, errors: 0 }
  )
}
