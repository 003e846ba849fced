import { type Finding, isActive, type LintResult, type Severity } from '../core/rule/index.ts'
import { printable } from '../text/index.ts'
import { crashMessage, crashName } from './eslint.ts'
import { count, ranked, severityCounts } from './text.ts'

/** Workflow commands, which GitHub turns into annotations: the most severe, and a notice of how many more there are. */
export function github(results: readonly LintResult[]): string {
  const crashes = results.flatMap(({ crashes }) => crashes)
  const findings = ranked(results.flatMap((result) => result.findings.filter(isActive)))
  const { shown, left } = withinLimits(findings, crashes.length)
  const shownCrashes = crashes.slice(0, most)
  const lines = [
    ...shownCrashes.map((crash) =>
      command('error', { file: crash.file, title: crashName(crash) }, crashMessage(crash))
    ),
    ...shown.map(annotation),
    ...notice(left, crashes.length - shownCrashes.length)
  ]
  return lines.map((line) => `${line}\n`).join('')
}

/** GitHub shows no more annotations of a level than this for a step, and fifty for a job. */
const most = 10

const names: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'notice' }

interface Share {
  readonly shown: readonly Finding[]
  readonly left: readonly Finding[]
}

/** The notice about the rest takes a place of its own. */
function withinLimits(findings: readonly Finding[], crashes: number): Share {
  const used: Record<Severity, number> = { error: crashes, warning: 0, info: 0 }
  const fits = findings.map(({ severity }) => ++used[severity] <= most)
  const infos = findings.filter(({ severity }) => severity === 'info')
  const last = fits.includes(false) || crashes > most ? infos[most - 1] : undefined
  const isShown = (finding: Finding, index: number) => fits[index] === true && finding !== last
  return {
    shown: findings.filter(isShown),
    left: findings.filter((finding, index) => !isShown(finding, index))
  }
}

function notice(left: readonly Finding[], crashes: number): string[] {
  if (left.length === 0 && crashes === 0) return []
  const parts = [severityCounts(left), crashes > 0 ? count(crashes, 'crash').replace(/s$/, 'es') : '']
  const more = parts.filter((part) => part !== '').join(' and ')
  return [
    command(
      'notice',
      { title: 'jobsworth found more' },
      `${more} more than GitHub shows as annotations. The job summary and the other formats list them all.`
    )
  ]
}

function annotation({ ruleId, severity, message, file, start, end, related }: Finding): string {
  // GitHub refuses columns on a stretch of several lines.
  const columns = start.line === end.line ? { col: start.column, endColumn: end.column } : {}
  const properties = { file, line: start.line, endLine: end.line, ...columns, title: ruleId }
  const evidence = related.map((place) => `Line ${place.start.line}: ${place.message}`)
  return command(names[severity], properties, message, ...evidence)
}

function command(name: string, properties: Record<string, string | number>, ...lines: string[]): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${property(String(value))}`)
  return `::${name} ${list.join(',')}::${lines.map((line) => data(line)).join('%0A')}`
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}

/** CR and LF need no escape: neither is printable. */
function data(text: string): string {
  return printable(text).replaceAll('%', '%25')
}
