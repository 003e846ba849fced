import type { LintResult } from '../core/rule/index.ts'
import { checkstyle } from './checkstyle.ts'
import { compact } from './compact.ts'
import { github } from './github.ts'
import { gitlab } from './gitlab.ts'
import { json } from './json.ts'
import { junit } from './junit.ts'
import { markdown } from './markdown.ts'
import { rooted } from './rooted.ts'
import type { RunFacts } from './run-facts.ts'
import { codeScanning, sarif } from './sarif.ts'

/** Turns the results of a run into text. */
export type Format = (results: readonly LintResult[], run: RunFacts) => string

/** The formats that run anywhere; `text` needs Node. */
export const formats: Readonly<Record<FormatName, Format>> = {
  json,
  sarif: forForge(sarif),
  'code-scanning': forForge(codeScanning),
  github: forForge(github),
  gitlab: forForge(gitlab),
  junit: forForge(junit),
  checkstyle,
  compact,
  markdown
}

type FormatName =
  | 'json'
  | 'sarif'
  | 'code-scanning'
  | 'github'
  | 'gitlab'
  | 'junit'
  | 'checkstyle'
  | 'compact'
  | 'markdown'

function forForge(format: Format): Format {
  return (results, run) => format(rooted(results, run), run)
}
