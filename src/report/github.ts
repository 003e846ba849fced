import { type Crash, type Finding, isActive, type LintResult, type Severity } from '../core/rule/index.ts'
import { printable } from '../text/index.ts'
import { crashMessage, crashName } from './crash.ts'
import { objectTitle } from './logical-place.ts'
import { count, ranked, severityCounts, skipped } from './text.ts'

/** Workflow commands, which GitHub turns into annotations: the most severe, and a notice of how many more there are. */
export function github(results: readonly LintResult[]): string {
  const crashes = results.flatMap(({ crashes }) => crashes)
  const findings = ranked(results.flatMap((result) => result.findings.filter(isActive)))
  const unrendered = skipped(results).map((text) =>
    command('notice', { title: 'jobsworth skipped templates' }, text)
  )
  const { shown, left } = withinLimits(findings, {
    error: crashes.length,
    warning: 0,
    info: unrendered.length
  })
  const shownCrashes = crashes.slice(0, most)
  const lines = [
    ...shownCrashes.map((crash) =>
      command(
        'error',
        { file: crash.file, line: crash.on?.[0]?.line ?? 1, title: crashTitle(crash) },
        crashMessage(crash)
      )
    ),
    ...shown.map(annotation),
    ...unrendered,
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

/** What fits beside annotations other than findings; the notice about the rest takes a place as well. */
function withinLimits(findings: readonly Finding[], taken: Readonly<Record<Severity, number>>): Share {
  const shown = fitting(findings, taken)
  if (shown.length === findings.length && taken.error <= most) return { shown, left: [] }
  const kept = new Set(fitting(findings, { ...taken, info: taken.info + 1 }))
  return { shown: [...kept], left: findings.filter((finding) => !kept.has(finding)) }
}

function fitting(findings: readonly Finding[], taken: Readonly<Record<Severity, number>>): Finding[] {
  const used = { ...taken }
  return findings.filter(({ severity }) => ++used[severity] <= most)
}

function crashTitle(crash: Crash): string {
  return crash.ruleId === undefined ? 'not read' : crashName(crash)
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

function annotation(finding: Finding): string {
  const { severity, message, file, start, end, related, source } = finding
  // GitHub refuses columns on a stretch of several lines.
  const columns = start.line === end.line ? { col: start.column, endColumn: end.column } : {}
  const properties = { file, line: start.line, endLine: end.line, ...columns, title: titleOf(finding) }
  const evidence = related.map((place) => `Line ${place.start.line}: ${place.message}`)
  const from = source === undefined ? [] : [`Rendered from ${source}.`]
  return command(names[severity], properties, message, ...evidence, ...from)
}

function titleOf(finding: Finding): string {
  const object = objectTitle(finding)
  return object === '' ? finding.ruleId : `${finding.ruleId} (${object})`
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
