import { createRequire } from 'node:module'
import { isActive, type LintResult, severities } from '../core/rule/index.ts'
import { framed } from '../report/code-frame.ts'
import { type EslintResult, toEslintResults } from '../report/eslint.ts'
import { summary } from '../report/text.ts'

/** The default format: `eslint-formatter-friendly`, then what was read and how to learn more. */
export function text(results: readonly LintResult[], { color, quiet = false }: TextOptions): string {
  const active = results.map((result) => ({ ...result, findings: result.findings.filter(isActive) }))
  const shown = worst(active)
  const found = shown.flatMap((result) => framed(result, color))
  // The formatter prints names relative to the process's folder: from there, a result's name comes out as it is.
  const problems = found.length > 0 ? friendly(toEslintResults(found, { cwd: process.cwd() }), color) : ''
  const left = countOf(active) - countOf(shown)
  const more = left > 0 ? `${left} more findings are not shown; --format compact prints them all.\n` : ''
  return problems.replace(/^\n+/, '\n').replace(/\n+$/, '\n\n') + more + summary(results, quiet)
}

export interface TextOptions {
  readonly color: boolean
  /** Whether only errors were asked for, so that a clean report says no more than that. */
  readonly quiet?: boolean | undefined
}

/** Nobody reads more frames than this, and the time to print them grows with the length of the files, too. */
const most = 1000

/** The results with `most` findings at most, errors before the rest. */
function worst(results: readonly LintResult[]): readonly LintResult[] {
  if (countOf(results) <= most) return results
  const ranked = severities.flatMap((severity) =>
    results.flatMap(({ findings }) => findings.filter((finding) => finding.severity === severity))
  )
  const kept = new Set(ranked.slice(0, most))
  return results.map((result) => ({
    ...result,
    findings: result.findings.filter((finding) => kept.has(finding))
  }))
}

function countOf(results: readonly LintResult[]): number {
  return results.reduce((count, { findings }) => count + findings.length, 0)
}

type Chalk = { enabled: boolean; level: number }

function friendly(results: readonly EslintResult[], color: boolean): string {
  const { resolve } = createRequire(import.meta.url)
  const path = resolve('eslint-formatter-friendly')
  return withEnvironment(settings, () => {
    const load = createRequire(path)
    const format = load(path) as (results: readonly EslintResult[]) => string
    const chalk = load('chalk') as Chalk
    const before = { enabled: chalk.enabled, level: chalk.level }
    Object.assign(chalk, { enabled: color, level: color ? 1 : 0 })
    try {
      return format(results)
    } finally {
      Object.assign(chalk, before)
    }
  })
}

/** FORCE_COLOR=0 stops the frame's highlighter, which knows only JavaScript; CI stops a hint for iTerm. */
const settings = { EFF_NO_LINK_RULES: 'true', FORCE_COLOR: '0', CI: 'true', FORCE_ITERM_HINT: 'false' }

function withEnvironment<Result>(values: Readonly<Record<string, string>>, run: () => Result): Result {
  const before = Object.keys(values).map((name) => [name, process.env[name]] as const)
  Object.assign(process.env, values)
  try {
    return run()
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  }
}
