import { isActive, type LintResult } from '../core/rule/index.ts'
import { printable } from '../text/index.ts'
import { crashMessage, crashName } from './eslint.ts'

/** One line per finding, as compilers write them: editors and `grep` know what to do with it. */
export function compact(results: readonly LintResult[]): string {
  return results.flatMap((result) => [...lines(result)].map((line) => `${printable(line)}\n`)).join('')
}

function* lines({ file, findings, crashes }: LintResult): Generator<string> {
  for (const crash of crashes) yield `${file}:1:1: crash: ${crashMessage(crash)} [${crashName(crash)}]`
  for (const { start, severity, message, ruleId } of findings.filter(isActive)) {
    yield `${file}:${start.line}:${start.column}: ${severity}: ${message} [${ruleId}]`
  }
}
