import { isActive, type LintResult } from '../core/rule/index.ts'
import { printable } from '../text/index.ts'
import { crashMessage } from './crash.ts'
import { titled } from './logical-place.ts'

/** One line per finding, as compilers write them: editors and `grep` know what to do with it. */
export function compact(results: readonly LintResult[]): string {
  return results.flatMap((result) => [...lines(result)].map((line) => `${printable(line)}\n`)).join('')
}

function* lines({ file, findings, crashes }: LintResult): Generator<string> {
  for (const crash of crashes) {
    const rule = crash.ruleId === undefined ? '' : ` [${crash.ruleId}]`
    yield `${file}:1:1: error: ${crashMessage(crash)}${rule}`
  }
  for (const finding of findings.filter(isActive)) {
    const { start, severity, ruleId } = finding
    yield `${file}:${start.line}:${start.column}: ${severity}: ${titled(finding)} [${ruleId}]`
  }
}
