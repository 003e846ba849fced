import { type Crash, type Finding, isActive, type LintResult, type Severity } from '../core/rule/index.ts'
import { printable, printableJson } from '../text/index.ts'
import { crashMessage, crashName } from './eslint.ts'
import { fingerprints } from './fingerprint.ts'

/** GitLab's code quality report, on one line; what is not printable is escaped, which reads back as it was. */
export function gitlab(results: readonly LintResult[]): string {
  // GitLab shows one of all that have the same fingerprint, so that one run gives each another.
  const fingerprint = fingerprints()
  const violations = results.flatMap(({ crashes, findings }) => [
    ...crashes.map((crash) => ({
      ...crashed(crash),
      fingerprint: fingerprint({ file: crash.file, ruleId: `crash of ${crashName(crash)}` })
    })),
    ...findings
      .filter(isActive)
      .map((finding) => ({ ...violation(finding), fingerprint: fingerprint(finding) }))
  ])
  return `${printableJson(JSON.stringify(violations))}\n`
}

const severities: Record<Severity, string> = { error: 'major', warning: 'minor', info: 'info' }

function violation({ ruleId, severity, message, file, start, end }: Finding) {
  return {
    description: printable(message),
    check_name: ruleId,
    severity: severities[severity],
    location: { path: file, lines: { begin: start.line, end: end.line } }
  }
}

function crashed(crash: Crash) {
  return {
    description: printable(crashMessage(crash)),
    check_name: crashName(crash),
    severity: 'blocker',
    location: { path: crash.file, lines: { begin: 1, end: 1 } }
  }
}
