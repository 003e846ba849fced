import { rules } from '../../rules/index.ts'
import { UsageError } from '../core/config/index.ts'
import { profiles, type Rule, severityIn } from '../core/rule/index.ts'
import { didYouMean, quoted } from '../text/index.ts'
import type { Arguments } from './arguments.ts'

/** What `jobsworth rules` shows: a table for people, or JSON. */
export function listRules({ operands, values }: Arguments): string {
  const [extra] = operands
  if (extra !== undefined)
    throw new UsageError(`The command rules takes no arguments, but got ${quoted(extra)}.`)
  const { format = 'text' } = values
  if (format === 'json') return `${JSON.stringify(rules.map(described), undefined, 2)}\n`
  if (format === 'text') return table()
  throw new UsageError(
    `Unknown format ${quoted(format)}${didYouMean(format, ['text', 'json']) || '; expected text or json.'}`
  )
}

function described(rule: Rule) {
  const {
    id,
    summary,
    category,
    kinds,
    fixes = [],
    options = {},
    counterparts = {},
    references,
    since
  } = rule
  const severity = severities(rule)
  return { id, summary, category, severity, kinds, fixes, options, counterparts, references, since }
}

function severities(rule: Rule) {
  return Object.fromEntries(profiles.map((profile) => [profile, severityIn(rule, profile)]))
}

function table(): string {
  const rows = rules.map((rule) => [rule.id, rule.category, ...Object.values(severities(rule)), rule.summary])
  const all = [['RULE', 'CATEGORY', ...profiles.map((profile) => profile.toUpperCase()), 'SUMMARY'], ...rows]
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? []
  const line = (row: readonly string[]) =>
    row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')
  return all.map((row) => `${line(row).trimEnd()}\n`).join('')
}
