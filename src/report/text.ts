import { safeties } from '../core/fix/index.ts'
import { type Finding, isActive, type LintResult, type Suppression, severities } from '../core/rule/index.ts'
import { printable } from '../text/index.ts'
import { crashMessage } from './crash.ts'
import { painter } from './paint.ts'

/** The last lines of the text formats: what was found, what was read, and how to learn more about the worst of it. */
export function summary(
  results: readonly LintResult[],
  { color, quiet = false, left = 0 }: { color: boolean; quiet?: boolean | undefined; left?: number }
): string {
  const paint = painter(color)
  const all = results.flatMap(({ findings }) => findings)
  const findings = all.filter(isActive)
  const [worst] = ranked(findings)
  const found = findings.length === 0 ? [] : [paint(total(findings, left), 'bold')]
  const lines = [
    ...found,
    [read(results, quiet ? 'errors' : 'problems'), ...notRead(results)].join(' '),
    ...skipped(results),
    ...suppressed(all),
    ...hidden(all)
  ]
  if (worst) lines.push(`Run \`jobsworth explain ${worst.ruleId}\` to read why, and what to write instead.`)
  return lines.map((line) => `${line}\n`).join('')
}

/** How much was found and how much of it can be fixed: "2 errors and 1 warning; 2 fixable with --fix." */
function total(findings: readonly Finding[], left: number): string {
  const [safe = 0, unsafe = 0] = safeties.map(
    (safety) => findings.filter(({ fix }) => fix?.safety === safety).length
  )
  const more = safe === 0 ? `${unsafe} fixable` : `${unsafe} more`
  const fixable = [
    ...(safe > 0 ? [`${safe} fixable with --fix`] : []),
    ...(unsafe > 0 ? [`${more} with --unsafe-fixes`] : [])
  ]
  const shown =
    left === 0 ? '' : ` ${findings.length - left} are shown here; --format compact shows them all.`
  return `${[severityCounts(findings), fixable.join(', ')].filter(Boolean).join('; ')}.${shown}`
}

/** One sentence: how much was read, and whether all of it is well. */
export function read(results: readonly LintResult[], sought: 'errors' | 'problems'): string {
  const [documents, resources] = [sum(results, 'documents'), sum(results, 'resources')]
  const isClean = results.every(({ findings, crashes }) => !findings.some(isActive) && crashes.length === 0)
  const ours = resources === 1 ? '1 Job, CronJob or Pod' : `${resources} Jobs, CronJobs and Pods`
  const start = `Read ${count(results.filter(isRead).length, 'file')}: ${count(documents, 'document')}, `
  if (resources === 0) return `${start}none of them a Job, CronJob or Pod.`
  return `${start}${ours}.${isClean ? ` No ${sought} found.` : ''}`
}

function isRead({ crashes }: LintResult): boolean {
  return crashes.every(({ ruleId }) => ruleId !== undefined)
}

/** How many files were not read and how many rules crashed, where there are any; which and why is another line. */
function notRead(results: readonly LintResult[]): string[] {
  const unread = results.filter((result) => !isRead(result)).length
  const crashed = results.flatMap(({ crashes }) => crashes).length - unread
  return [
    ...(unread === 0 ? [] : [`${count(unread, 'file')} ${unread === 1 ? 'was' : 'were'} not read.`]),
    ...(crashed === 0 ? [] : [`${count(crashed, 'rule')} crashed.`])
  ]
}

/** Which files were not read and which rules crashed, and why. */
export function unreadLines(results: readonly LintResult[]): string[] {
  return results.flatMap(({ crashes }) =>
    crashes.map((crash) => `${printable(crash.file)}: ${crashMessage(crash)}`)
  )
}

/** The templates that were skipped, and where. */
export function skipped(results: readonly LintResult[]): string[] {
  const files = results.filter(({ templates }) => templates > 0).map(({ file }) => printable(file))
  const templates = sum(results, 'templates')
  if (templates === 0) return []
  const shown = files.length > 3 ? [...files.slice(0, 3), `${files.length - 3} more`] : files
  const them = templates === 1 ? 'it' : 'them'
  const where = `in ${shown.join(', ')}`
  return [`Skipped ${count(templates, 'unrendered template')} ${where}: render ${them} and lint the output.`]
}

/** How much the baseline hides. */
export function hidden(findings: readonly Finding[]): string[] {
  const known = findings.filter(({ suppressed }) => suppressed?.by === 'baseline').length
  if (known === 0) return []
  return [`${count(known, 'finding')} ${known === 1 ? 'is' : 'are'} hidden by the baseline.`]
}

const means: Readonly<Record<Exclude<Suppression['by'], 'baseline'>, string>> = {
  comment: 'by comments',
  annotation: 'by annotations',
  config: 'by the config'
}

/** How many findings do not count, and what each was hidden by. */
export function suppressed(findings: readonly Finding[]): string[] {
  const hidden = findings.filter(({ suppressed }) => suppressed && suppressed.by !== 'baseline')
  if (hidden.length === 0) return []
  const parts = Object.entries(means).flatMap(([by, words]) => {
    const number = hidden.filter((finding) => finding.suppressed?.by === by).length
    return number === 0 ? [] : `${number} ${words}`
  })
  const shown = new Intl.ListFormat('en-GB').format(parts)
  return [`${count(hidden.length, 'finding')} ${hidden.length === 1 ? 'is' : 'are'} suppressed (${shown}).`]
}

/** How much of it `--fix` could fix. */
export function fixable(findings: readonly Finding[]): string[] {
  const [safe, unsafe] = safeties.map((safety) => findings.filter(({ fix }) => fix?.safety === safety).length)
  if (!safe && !unsafe) return []
  if (!safe)
    return [
      `${count(unsafe ?? 0, 'finding')} can be fixed with --unsafe-fixes, which guesses; --diff shows how.`
    ]
  const more = unsafe ? `, ${unsafe} more with --unsafe-fixes` : ''
  return [`${count(safe, 'finding')} can be fixed with --fix${more}.`]
}

function sum(results: readonly LintResult[], what: 'documents' | 'resources' | 'templates'): number {
  return results.reduce((total, result) => total + result[what], 0)
}

/** A number and its noun: "1 file", "2 files". */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

/** Findings by severity: "2 errors and 1 warning". */
export function severityCounts(findings: readonly Pick<Finding, 'severity'>[]): string {
  const counts = severities.map((severity) => ({
    severity,
    number: findings.filter((finding) => finding.severity === severity).length
  }))
  const some = counts.filter(({ number }) => number > 0)
  return conjunction.format(
    some.map(({ severity, number }) => (severity === 'info' ? `${number} info` : count(number, severity)))
  )
}

const conjunction = new Intl.ListFormat('en-GB', { type: 'conjunction' })

/** The findings, the most severe first. */
export function ranked(findings: readonly Finding[]): Finding[] {
  return severities.flatMap((severity) => findings.filter((finding) => finding.severity === severity))
}
