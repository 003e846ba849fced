import { safeties } from '../core/fix/index.ts'
import { type Finding, isActive, type LintResult, type Suppression, severities } from '../core/rule/index.ts'
import { printable } from '../text/index.ts'

/** The last lines of the text format: what was read, and how to learn more about the worst that was found. */
export function summary(results: readonly LintResult[], isQuiet = false): string {
  const all = results.flatMap(({ findings }) => findings)
  const findings = all.filter(isActive)
  const worst = severities.find((severity) => findings.some((finding) => finding.severity === severity))
  const example = findings.find(({ severity }) => severity === worst)
  const lines = [
    read(results, isQuiet ? 'errors' : 'problems'),
    ...skipped(results),
    ...suppressed(all),
    ...hidden(all),
    ...fixable(findings)
  ]
  if (example) {
    lines.push(`Run \`jobsworth explain ${example.ruleId}\` to read why, and what to write instead.`)
  }
  return lines.map((line) => `${line}\n`).join('')
}

/** One sentence: how much was read, and whether all of it is well. */
export function read(results: readonly LintResult[], sought: 'errors' | 'problems'): string {
  const [documents, resources] = [sum(results, 'documents'), sum(results, 'resources')]
  const isClean = results.every(({ findings, crashes }) => !findings.some(isActive) && crashes.length === 0)
  const ours = resources === 1 ? '1 Job, CronJob or Pod' : `${resources} Jobs, CronJobs and Pods`
  const isRead = ({ crashes }: LintResult) => crashes.every(({ ruleId }) => ruleId !== undefined)
  const start = `Read ${count(results.filter(isRead).length, 'file')}: ${count(documents, 'document')}, `
  if (resources === 0) return `${start}none of them a Job, CronJob or Pod.`
  return `${start}${ours}.${isClean ? ` No ${sought} found.` : ''}`
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
