import type { LintResult } from '../core/rule/index.ts'
import { printableJson } from '../text/index.ts'
import { type EslintResult, toEslintResults } from './eslint.ts'
import type { RunFacts } from './run-facts.ts'

/** ESLint's results on one line, but infos counted as infos; what is not printable is escaped, which reads back. */
export function json(results: readonly LintResult[], run: RunFacts): string {
  return `${printableJson(JSON.stringify(toEslintResults(results, run).map(withInfos)))}\n`
}

/** ESLint's formatters need the sum of all in two counts, or leave a file of infos alone out; readers of JSON do not. */
function withInfos(result: EslintResult): EslintResult & Record<'infoCount' | 'fixableInfoCount', number> {
  const infos = result.messages.filter(({ level }) => level === 'info')
  const fixable = infos.filter(({ fix }) => fix !== undefined)
  return {
    ...result,
    warningCount: result.warningCount - infos.length,
    infoCount: infos.length,
    fixableWarningCount: result.fixableWarningCount - fixable.length,
    fixableInfoCount: fixable.length
  }
}
