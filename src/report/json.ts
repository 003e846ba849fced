import type { LintResult } from '../core/rule/index.ts'
import { printableJson } from '../text/index.ts'
import { toEslintResults } from './eslint.ts'
import type { RunFacts } from './run-facts.ts'

/** ESLint's result array on one line; what is not printable is escaped, which reads back as it was. */
export function json(results: readonly LintResult[], run: RunFacts): string {
  return `${printableJson(JSON.stringify(toEslintResults(results, run)))}\n`
}
