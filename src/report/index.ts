import type { LintResult } from '../core/finding.ts'
import { compact } from './compact.ts'
import { github } from './github.ts'
import { json } from './json.ts'
import type { RunFacts } from './run-facts.ts'
import { sarif } from './sarif.ts'

/** Turns the results of a run into text. */
export type Format = (results: readonly LintResult[], run: RunFacts) => string

/** The formats that run anywhere; `text` needs Node. */
export const formats: Readonly<Record<'json' | 'sarif' | 'github' | 'compact', Format>> = {
  json,
  sarif,
  github,
  compact
}
