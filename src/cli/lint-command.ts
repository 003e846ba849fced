import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { rules } from '../../rules/index.ts'
import { oneOf, UsageError } from '../core/config/index.ts'
import { isActive, type LintResult, type Severity, severities } from '../core/rule/index.ts'
import { type LintChoice, type LintFilesResult, lintProject } from '../node/lint-files.ts'
import type { FileProblem } from '../node/read.ts'
import { writeOver } from '../node/write-file.ts'
import { severityCounts } from '../report/text.ts'
import { quoted } from '../text/index.ts'
import { type Arguments, commandNear } from './arguments.ts'
import { count, projectOf } from './choices.ts'
import { fixingOf, fixNotices, hasChanges } from './fixing.ts'
import { formatNamed } from './format.ts'
import type { Io } from './io.ts'
import { notices } from './notices.ts'
import type { CliValues } from './options.ts'
import { version } from './own-version.ts'
import { refuseManifests } from './report-files.ts'
import { reportFiles, sideReports } from './side-reports.ts'

/** `jobsworth [lint] …`: lints, reports, and answers with the exit code. */
export async function lint({ operands, values }: Arguments, io: Io): Promise<number> {
  const { cwd, stdout, stderr } = io
  const limits = limitsOf(values)
  const format = await formatNamed(values, io)
  if (values['changed-lines'] && values.since === undefined)
    throw new UsageError('--changed-lines needs a revision to compare with: add --since REF.')
  const writeSideReports = await sideReports(values, io)
  const patterns = patternsOf({ operands, values }, io)
  const fixing = fixingOf(values, patterns)
  if (values['changed-lines'] && fixing !== undefined)
    throw new UsageError('--changed-lines cannot be used with fixing: fixes apply to whole files.')
  const project = projectOf(values, io)
  const found = await lintProject(project, patterns, {
    ...searchOf(values, io),
    since: values.since,
    changedLines: values['changed-lines'],
    fix: fixing
  })
  refuseManifests(reportFiles(values), found.results, cwd)
  const linted = fixing?.writes ? (await import('../node/write-fixes.ts')).writeFixes(found, cwd) : found
  const told = [...linted.results, ...linted.problems.map(notLinted)]
  const shown = values.quiet ? told.map(onlyErrors) : told
  const report = values.diff
    ? (await import('../node/diff.ts')).diff(linted.fixes)
    : await format(shown, { version, rules, cwd })
  const file = values['output-file']
  if (file === undefined) stdout.write(report)
  else writeOver(resolve(cwd, file), report, { name: file, cwd })
  await writeSideReports(shown, { version, rules, cwd })
  const said = {
    isDebug: values.debug === true,
    hasTemplates: isSummedUp(values),
    isVerbose: values.verbose === true
  }
  stderr.write(notices(linted, said) + (fixing ? fixNotices(linted, fixing) : ''))
  const failOn = ({ file }: LintResult) => limits.failOn ?? project.settingsOf(file).failOn
  const code = exitCode(linted, { ...limits, failOn, isQuiet: values.quiet === true }, (sentence) =>
    stderr.write(sentence)
  )
  return values.diff && code < 2 ? Number(hasChanges(linted)) : code
}

/** Whether the report is one that ends in a summary, and goes to the terminal. */
function isSummedUp({ format = 'text', 'output-file': file, diff, quiet }: CliValues): boolean {
  return (format === 'text' || format === 'friendly') && file === undefined && !diff && !quiet
}

/** How to look for the files to lint. */
export function searchOf(values: CliValues, { stdin }: Io): LintChoice {
  return {
    ignorePatterns: values['ignore-pattern'],
    forceExclude: values['force-exclude'],
    errorOnUnmatched: !values['no-error-on-unmatched-pattern'],
    stdin: { read: stdin, name: values['stdin-filename'] }
  }
}

/** What to lint: what the command line names, else the current folder. */
export function patternsOf(
  { operands, values }: Pick<Arguments, 'operands' | 'values'>,
  { cwd }: Io
): readonly string[] {
  const [first] = operands
  if (values['stdin-filename'] !== undefined && !operands.includes('-')) {
    throw new UsageError('--stdin-filename needs standard input; add "-" to read it.')
  }
  const near = first === undefined ? undefined : commandNear(first)
  if (first !== undefined && near !== undefined && !existsSync(resolve(cwd, first))) {
    throw new UsageError(`${quoted(first)} does not exist; did you mean the command "${near}"?`)
  }
  return operands.length > 0 ? operands : ['.']
}

interface Limits {
  /** The least severe findings of a file that make the run fail. */
  readonly failOn: (result: LintResult) => Severity
  readonly maxWarnings: number
  /** Whether the report shows errors only. */
  readonly isQuiet?: boolean
}

/** What the command line says; it wins over what configs say of their files. */
function limitsOf(values: CliValues) {
  const [warnings, failOn] = [values['max-warnings'], values['fail-on']]
  return {
    failOn: failOn === undefined ? undefined : oneOf('--fail-on', failOn, severities),
    maxWarnings: warnings === undefined ? Number.POSITIVE_INFINITY : count('--max-warnings', warnings)
  }
}

/** A report without the files that could not be read would look clean. */
function notLinted({ file, message, stack }: FileProblem): LintResult {
  return {
    file,
    text: '',
    findings: [],
    crashes: [{ file, message, ...(stack !== undefined && { stack }) }],
    documents: 0,
    resources: 0,
    templates: 0
  }
}

function onlyErrors(result: LintResult): LintResult {
  return { ...result, findings: result.findings.filter(({ severity }) => severity === 'error') }
}

/** What a run comes to: 2 where something was not read or a rule crashed, 1 where something is wrong, else 0. */
export function exitCode(
  { results, problems }: Pick<LintFilesResult, 'results' | 'problems'>,
  { failOn, maxWarnings, isQuiet = false }: Limits,
  say: (sentence: string) => void
): number {
  const found = results.flatMap(({ findings }) => findings.filter(isActive).map(({ severity }) => severity))
  const warnings = found.filter((severity) => severity === 'warning').length
  const isOver = warnings > maxWarnings
  if (isOver)
    say(
      `There ${warnings === 1 ? 'is 1 warning' : `are ${warnings} warnings`}; --max-warnings allows ${maxWarnings}.\n`
    )
  if (problems.length > 0 || results.some(({ crashes }) => crashes.length > 0)) return 2
  const failing = results.flatMap((result) => {
    const least = severities.indexOf(failOn(result))
    return result.findings.filter(isActive).filter(({ severity }) => severities.indexOf(severity) <= least)
  })
  if (isQuiet && !isOver && failing.length > 0 && !failing.some(({ severity }) => severity === 'error'))
    say(hiddenReason(failing))
  return isOver || failing.length > 0 ? 1 : 0
}

/** Why a run fails whose report, of errors only, is clean. */
function hiddenReason(failing: readonly { readonly severity: Severity }[]): string {
  const [least] = failing
    .map(({ severity }) => severity)
    .sort((a, b) => severities.indexOf(b) - severities.indexOf(a))
  return `--fail-on ${least}: ${severityCounts(failing)}, which --quiet does not show.\n`
}
