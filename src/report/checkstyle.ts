import { type Finding, isActive, type LintResult } from '../core/rule/index.ts'
import { crashMessage, crashName } from './crash.ts'
import { titled } from './logical-place.ts'
import { skippedMessage, skippedName } from './skipped.ts'
import { element, lines, xmlDocument } from './xml.ts'

/** Checkstyle's XML, which Jenkins, reviewdog and many others read. */
export function checkstyle(results: readonly LintResult[]): string {
  return xmlDocument(element('checkstyle', { version: '4.3' }, lines(results.map(fileOf))))
}

function fileOf({ file, findings, crashes, templates }: LintResult): string {
  const crashed = crashes.map((crash) =>
    element('error', {
      line: 1,
      column: 1,
      severity: 'error',
      message: crashMessage(crash),
      source: source(crashName(crash))
    })
  )
  const skipped = templates === 0 ? [] : [skippedOf(templates)]
  return element(
    'file',
    { name: file },
    lines([...crashed, ...skipped, ...findings.filter(isActive).map(errorOf)])
  )
}

/** Checkstyle calls everything an error, and then says how bad it is in the three words that we use too. */
function errorOf(finding: Finding): string {
  const { start, severity, ruleId } = finding
  return element('error', { ...start, severity, message: titled(finding), source: source(ruleId) })
}

function skippedOf(templates: number): string {
  const message = skippedMessage(templates)
  return element('error', { line: 1, column: 1, severity: 'info', message, source: source(skippedName) })
}

/** Java's way to name a check: Jenkins shows what follows the last dot. */
function source(ruleId: string): string {
  return `jobsworth.${ruleId}`
}
