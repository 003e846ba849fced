import { type Finding, isActive, type LintResult } from '../core/finding.ts'
import { printable } from '../core/printable.ts'
import type { Severity } from '../core/rule.ts'
import { crashMessage } from './eslint.ts'

/** Workflow commands, which GitHub turns into annotations; errors first, for it shows only ten of a kind. */
export function github(results: readonly LintResult[]): string {
  const crashes = results.flatMap(({ file, crashes }) =>
    crashes.map((crash) => command('error', { file, title: crash.ruleId }, crashMessage(crash)))
  )
  const findings = results.flatMap(({ findings }) => findings.filter(isActive))
  const found = (['error', 'warning', 'info'] as const).flatMap((severity) =>
    findings.filter((finding) => finding.severity === severity).map(annotation)
  )
  return [...crashes, ...found].map((line) => `${line}\n`).join('')
}

const names: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'notice' }

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
