import type { LintResult } from '../src/core/rule/finding.ts'
import { compact } from '../src/report/compact.ts'

/** The findings as the golden files hold them: a line each, without the object, which the place says. */
export function findingLines(results: readonly LintResult[]): string {
  const findings = (result: LintResult) =>
    result.findings.map(({ resource: _, source: __, ...finding }) => finding)
  return compact(results.map((result) => ({ ...result, findings: findings(result) })))
}
