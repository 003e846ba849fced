import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { rules } from '../../rules/index.ts'
import { UsageError } from '../core/config.ts'
import type { Finding, LintResult } from '../core/finding.ts'
import { printable } from '../core/printable.ts'
import { readRuleSetting } from '../core/read-config.ts'
import { severities } from '../core/rule.ts'
import { lintFiles } from '../node/lint-files.ts'
import { type Format, formats } from '../report/index.ts'
import type { Flags } from './arguments.ts'
import type { ExitCode, Io } from './io.ts'
import { printConfig } from './print-config.ts'
import { version } from './version.ts'

/** Lints what the operands name, reports, and answers with the exit code. */
export async function runLint(operands: readonly string[], flags: Flags, io: Io): Promise<ExitCode> {
  const settings = commandSettings(flags)
  const config = flags['no-config'] ? false : flags.config
  if (flags['print-config'] !== undefined) {
    io.stdout(printConfig(flags['print-config'], { cwd: io.cwd, config, settings }))
    return 0
  }
  const report = await formatOf(flags, io)
  const { results, problems } = await lintFiles(operands.length > 0 ? operands : ['.'], {
    cwd: io.cwd,
    config,
    settings,
    ignorePatterns: flags['ignore-pattern'],
    forceExclude: flags['force-exclude'],
    errorOnUnmatched: !flags['no-error-on-unmatched-pattern'],
    stdin: { read: io.readStdin, name: flags['stdin-filename'] }
  })
  const shown = flags.quiet ? results.map(errorsOnly) : results
  await write(await report(shown, { version, rules, cwd: io.cwd }), flags, io)
  for (const notice of notices(results, problems, flags)) io.stderr(`${notice}\n`)
  const isFaulty = problems.length > 0 || results.some(({ crashes }) => crashes.length > 0)
  return isFaulty ? 2 : exitCode(results, flags)
}

/** The settings that options give for the whole run. */
function commandSettings({ profile, delivery, rule = [] }: Flags) {
  const set = Object.assign({}, ...rule.map((text) => readRuleSetting(text, rules)))
  return {
    ...(profile && { profile }),
    ...(delivery && { delivery }),
    ...(rule.length > 0 && { rules: set })
  }
}

type Report = (...run: Parameters<Format>) => string | Promise<string>

async function formatOf(flags: Flags, io: Io): Promise<Report> {
  const name = flags.format ?? 'text'
  const own = Object.entries(formats).find(([format]) => format === name)?.[1]
  if (own !== undefined) return own
  if (name === 'text') {
    const { text } = await import('../node/text-format.ts')
    return (results) => text(results, { color: wantsColor(flags, io) })
  }
  const { loadFormatter } = await import('../node/eslint-formatter.ts')
  return loadFormatter(name, io.cwd)
}

function wantsColor(flags: Flags, { env, isTerminal }: Io): boolean {
  if (flags['no-color']) return false
  if (flags.color) return true
  if (env.NO_COLOR) return false
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false'
  return isTerminal && env.TERM !== 'dumb' && flags['output-file'] === undefined
}

async function write(text: string, flags: Flags, io: Io): Promise<void> {
  const name = flags['output-file']
  if (name === undefined) return io.stdout(text.endsWith('\n') || text === '' ? text : `${text}\n`)
  const path = resolve(io.cwd, name)
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`--output-file ${name} is a folder; name a file.`)
  }
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

function errorsOnly(result: LintResult): LintResult {
  return { ...result, findings: result.findings.filter(({ severity }) => severity === 'error') }
}

type Problems = Awaited<ReturnType<typeof lintFiles>>['problems']

/** What must be known though it is no finding: unread files, crashed rules, unrendered templates. */
function* notices(results: readonly LintResult[], problems: Problems, { debug, format = 'text' }: Flags) {
  for (const { file, message, stack } of problems)
    yield `${printable(file)}: ${message}${detail(stack, debug)}`
  for (const { file, crashes, templates } of results) {
    for (const { ruleId, message, stack } of crashes) {
      yield `${printable(file)}: the rule ${ruleId} crashed, which is a bug of jobsworth: ${message}${detail(stack, debug)}`
    }
    if (templates > 0 && format !== 'text') yield `${printable(file)}: ${templateNotice(templates)}`
  }
}

function templateNotice(count: number): string {
  const what =
    count === 1
      ? '1 document is an unrendered template and was'
      : `${count} documents are unrendered templates and were`
  return `${what} skipped; render it and lint the output.`
}

function detail(stack: string | undefined, debug = false): string {
  return stack === undefined ? '' : debug ? `\n${stack}` : ' (--debug shows more)'
}

function exitCode(results: readonly LintResult[], flags: Flags): ExitCode {
  const findings: readonly Finding[] = results.flatMap((result) => result.findings)
  const limit = severities.indexOf(flags['fail-on'] ?? 'error')
  if (findings.some(({ severity }) => severities.indexOf(severity) <= limit)) return 1
  const most = Number(flags['max-warnings'] ?? -1)
  const warnings = findings.filter(({ severity }) => severity === 'warning').length
  return most >= 0 && warnings > most ? 1 : 0
}
