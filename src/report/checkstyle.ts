import { type Finding, isActive, type LintResult } from '../core/rule/index.ts'
import { crashMessage, crashName } from './eslint.ts'
import { element, lines, xmlDocument } from './xml.ts'

/** Checkstyle's XML, which Jenkins, reviewdog and many others read. */
export function checkstyle(results: readonly LintResult[]): string {
  return xmlDocument(element('checkstyle', { version: '4.3' }, lines(results.map(fileOf))))
}

function fileOf({ file, findings, crashes }: LintResult): string {
  const crashed = crashes.map((crash) =>
    element('error', {
      line: 1,
      column: 1,
      severity: 'error',
      message: crashMessage(crash),
      source: source(crashName(crash))
    })
  )
  return element('file', { name: file }, lines([...crashed, ...findings.filter(isActive).map(errorOf)]))
}

/** Checkstyle calls everything an error, and then says how bad it is in the three words that we use too. */
function errorOf({ start, severity, message, ruleId }: Finding): string {
  return element('error', { ...start, severity, message, source: source(ruleId) })
}

/** Java's way to name a check: Jenkins shows what follows the last dot. */
function source(ruleId: string): string {
  return `jobsworth.${ruleId}`
}
