import type { EslintResult } from '../report/eslint.ts'

export interface Counts {
  readonly errors: number
  readonly warnings: number
  readonly findings: number
}

/** The counts in a report of format `json`; a crash does not count as a finding. */
export function countsIn(json: string): Counts {
  const results: readonly EslintResult[] = JSON.parse(json)
  const found = results.flatMap(({ messages }) => messages).filter(({ fatal }) => fatal !== true)
  return {
    errors: found.filter(({ severity }) => severity === 2).length,
    warnings: found.filter(({ severity, level }) => severity === 1 && level !== 'info').length,
    findings: found.length
  }
}
