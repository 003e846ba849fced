import { type Crash, type Finding, isActive, type LintResult, type Severity } from '../core/rule/index.ts'
import { printable, printableJson } from '../text/index.ts'
import { crashMessage, crashName } from './crash.ts'
import { fingerprints } from './fingerprint.ts'
import { titled } from './logical-place.ts'
import { skippedMessage, skippedName } from './skipped.ts'

/** GitLab's code quality report, on one line; what is not printable is escaped, which reads back as it was. */
export function gitlab(results: readonly LintResult[]): string {
  // GitLab shows one of all that have the same fingerprint, so that one run gives each another.
  const fingerprint = fingerprints()
  const violations = results.flatMap(({ file, crashes, findings, templates }) => [
    ...crashes.map((crash) => ({
      ...crashed(crash),
      fingerprint: fingerprint({ file: crash.file, ruleId: `crash of ${crashName(crash)}` })
    })),
    ...(templates === 0
      ? []
      : [{ ...skipped(file, templates), fingerprint: fingerprint({ file, ruleId: skippedName }) }]),
    ...findings
      .filter(isActive)
      .map((finding) => ({ ...violation(finding), fingerprint: fingerprint(finding) }))
  ])
  return `${printableJson(JSON.stringify(violations))}\n`
}

const severities: Record<Severity, string> = { error: 'major', warning: 'minor', info: 'info' }

function violation(finding: Finding) {
  const { ruleId, severity, file, start, end } = finding
  return {
    description: printable(titled(finding)),
    check_name: ruleId,
    severity: severities[severity],
    location: { path: file, lines: { begin: start.line, end: end.line } }
  }
}

function crashed(crash: Crash) {
  return {
    description: printable(crashMessage(crash)),
    check_name: crashName(crash),
    // What was not read is not worse than an error; a crash is ours, and hides what we do not know.
    severity: crash.ruleId === undefined ? 'major' : 'blocker',
    location: { path: crash.file, lines: { begin: 1, end: 1 } }
  }
}

function skipped(file: string, templates: number) {
  return {
    description: skippedMessage(templates),
    check_name: skippedName,
    severity: 'info',
    location: { path: file, lines: { begin: 1, end: 1 } }
  }
}
