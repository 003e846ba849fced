import { createRequire } from 'node:module'
import { type Finding, isActive, type LintResult, type Severity, severities } from '../core/rule/index.ts'
import { framed } from '../report/code-frame.ts'
import { type EslintResult, toEslintResults } from '../report/eslint.ts'
import { ranked, summary, unreadLines } from '../report/text.ts'
import type { TextOptions } from '../report/text-format.ts'

/** `eslint-formatter-friendly`, one finding per page with its frame; then, counted by us, what was found and read. */
export function friendly(results: readonly LintResult[], options: TextOptions): string {
  const found = results.flatMap((result) => result.findings.filter(isActive))
  const kept = new Set(ranked(found).slice(0, most))
  const frames = results.flatMap((result) => {
    const findings = result.findings.filter((finding) => kept.has(finding))
    return framed({ ...result, findings }, options.color)
  })
  // The formatter prints names relative to the process's folder: from there, a result's name comes out as it is.
  const shown = toEslintResults(frames, { cwd: process.cwd() }).map(marked)
  const parts = [
    shown.length === 0 ? '' : withoutSummary(format(shown, options.color)),
    perRule(found),
    options.isAlone ? unreadLines(results).join('\n') : '',
    summary(results, { ...options, left: found.length - kept.size })
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

/** Nobody reads more frames than this, and the time to print them grows with the length of the files, too. */
const most = 1000

/** The formatter knows two severities; a character that no rule's id holds says that it is the third. */
function marked(result: EslintResult): EslintResult {
  const messages = result.messages.map((message) =>
    message.level === 'info' ? { ...message, ruleId: `${message.ruleId}${infoMark}` } : message
  )
  return { ...result, messages }
}

const infoMark = '\u0000'

/** Without the formatter's counts, which take infos for warnings, and without the colours that only black bears. */
function withoutSummary(output: string): string {
  const pages = output.slice(0, output.lastIndexOf('\n', output.lastIndexOf('✘ ')))
  return pages
    .trimEnd()
    .replace(/^\n+/, '\n')
    .split('\n')
    .map((line) => (line.includes(infoMark) ? line.replace('⚠', 'ℹ').replace(infoMark, '') : line))
    .join('\n')
    .replaceAll('\u001B[33m', '\u001B[35m')
    .replaceAll('\u001B[37m', '\u001B[39m')
    .replaceAll('\u001B[90m', '\u001B[39m')
}

/** How often each rule was broken, the worst first. */
function perRule(findings: readonly Finding[]): string {
  const tables = severities.flatMap((severity) => {
    const some = findings.filter((finding) => finding.severity === severity)
    return some.length === 0 ? [] : [`${titles[severity]}:\n${counts(some)}`]
  })
  return tables.join('\n\n')
}

const titles: Readonly<Record<Severity, string>> = { error: 'Errors', warning: 'Warnings', info: 'Infos' }

function counts(findings: readonly Finding[]): string {
  const numbers = new Map<string, number>()
  for (const { ruleId } of findings) numbers.set(ruleId, (numbers.get(ruleId) ?? 0) + 1)
  const rows = [...numbers].sort(([, a], [, b]) => b - a)
  const width = String(rows[0]?.[1]).length
  return rows.map(([ruleId, number]) => `  ${String(number).padStart(width)}  ${ruleId}`).join('\n')
}

type Chalk = { enabled: boolean; level: number }

function format(results: readonly EslintResult[], color: boolean): string {
  const { resolve } = createRequire(import.meta.url)
  const path = resolve('eslint-formatter-friendly')
  return withEnvironment(settings, () => {
    const load = createRequire(path)
    const print = load(path) as (results: readonly EslintResult[]) => string
    const chalk = load('chalk') as Chalk
    const before = { enabled: chalk.enabled, level: chalk.level }
    Object.assign(chalk, { enabled: color, level: color ? 1 : 0 })
    try {
      return print(results)
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
