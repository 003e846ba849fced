import { rules } from '../../rules/index.ts'
import { UsageError } from '../core/config.ts'
import { quoted } from '../core/printable.ts'
import { categories, profiles, severityIn } from '../core/rule.ts'
import type { Flags } from './arguments.ts'
import type { ExitCode, Io } from './io.ts'

/** Lists all rules, as a table or as JSON. */
export function runRules(operands: readonly string[], { format = 'text' }: Flags, io: Io): ExitCode {
  if (operands.length > 0)
    throw new UsageError('`jobsworth rules` takes no files; to lint a folder of that name: ./rules')
  if (format !== 'text' && format !== 'json') {
    throw new UsageError(`\`jobsworth rules\` has no format ${quoted(format)}; choose from text, json.`)
  }
  io.stdout(format === 'json' ? asJson() : asTable())
  return 0
}

function asJson(): string {
  const listed = rules.map((rule) => ({
    id: rule.id,
    category: rule.category,
    summary: rule.summary,
    severity: Object.fromEntries(profiles.map((profile) => [profile, severityIn(rule, profile)])),
    kinds: rule.kinds,
    options: rule.options ?? {},
    since: rule.since
  }))
  return `${JSON.stringify(listed, undefined, 2)}\n`
}

function asTable(): string {
  const ordered = categories.flatMap((category) => rules.filter((rule) => rule.category === category))
  const rows = [
    ['category', 'rule', 'recommended', 'strict', 'summary'],
    ...ordered.map((rule) => [
      rule.category,
      rule.id,
      rule.severity.recommended,
      rule.severity.strict,
      rule.summary
    ])
  ]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => (row[column] as string).length)))
  const line = (row: string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  return `${rows.map(line).join('\n')}\n\nRun \`jobsworth explain RULE\` for one of them.\n`
}
