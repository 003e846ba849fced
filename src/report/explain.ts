import { type Example, type OptionSchema, profiles, type Rule, severityIn } from '../core/rule/index.ts'

/** The page of a rule in Markdown: for `explain`, the documentation, and anything that shows help. */
export function explain(rule: Rule): string {
  return join([
    `# ${rule.id}`,
    rule.summary,
    table(['', ''], facts(rule)),
    section('Why', [rule.rationale]),
    section('Examples', rule.examples.flatMap(example)),
    section('Options', options(rule)),
    section('When it stays quiet, and when to turn it off', [rule.whenNot]),
    section('References', [rule.references.map((reference) => `- ${reference}`).join('\n')])
  ])
}

/** The heart of the page, for places that already show the rule's name and summary. */
export function help(rule: Rule): string {
  return join([rule.rationale, ...rule.examples.slice(0, 1).flatMap(example), rule.whenNot])
}

function facts(rule: Rule): string[][] {
  const severity = profiles.map((profile) => `${severityIn(rule, profile)} in \`${profile}\``)
  return [
    ['Category', rule.category],
    ['Severity', severity.join(', ')],
    ['Looks at', rule.kinds.join(', ')],
    ['Fix', fixWords(rule)],
    ...counterparts(rule),
    ['Since', rule.since]
  ]
}

function fixWords({ fixes = [] }: Rule): string {
  const flags = { safe: '`--fix`', unsafe: '`--unsafe-fixes`' }
  return fixes.length === 0 ? 'none' : `sometimes, with ${fixes.map((safety) => flags[safety]).join(' or ')}`
}

function counterparts({ counterparts = {} }: Rule): string[][] {
  const named = Object.entries(counterparts).map(
    ([tool, checks]) => `${tool} ${checks.map((check) => `\`${check}\``).join(', ')}`
  )
  return named.length > 0 ? [['Counterparts', named.join('; ')]] : []
}

function example({ title, bad, good, options, delivery }: Example): string[] {
  const settings = [options && JSON.stringify(options), delivery && `delivery: ${delivery}`]
  const written = settings.filter((one) => one !== undefined).map((one) => `\`${one}\``)
  const setting = written.length > 0 ? `With ${written.join(' and ')}:` : undefined
  const shown = [bad && `Bad:\n\n${fence(bad)}`, good && `Good:\n\n${fence(good)}`]
  return [`### ${title}`, setting, ...shown].filter((part) => part !== undefined)
}

function options(rule: Rule): string[] {
  const entries = Object.entries(rule.options ?? {})
  if (entries.length === 0) return []
  const rows = entries.map(([name, schema]) => [
    `\`${name}\``,
    typeOf(schema),
    `\`${JSON.stringify(schema.default)}\``,
    schema.description
  ])
  const values = entries.map(([name, schema]) => `${name}: ${JSON.stringify(schema.default)}`).join(', ')
  const level = severityIn(rule, 'recommended')
  const setting = `rules:\n  ${rule.id}: [${level === 'off' ? severityIn(rule, 'strict') : level}, {${values}}]`
  return [table(['Option', 'Type', 'Default', 'Meaning'], rows), 'In `jobsworth.yaml`:', fence(setting)]
}

function typeOf({ type, items, enum: choices, minimum }: OptionSchema): string {
  if (choices) return choices.map((choice) => `\`${choice}\``).join(', ')
  if (items) return `list of ${items.type}s`
  return minimum === undefined ? type : `${type}, at least ${minimum}`
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '-')), ...rows.map(line)].join('\n')
}

function section(title: string, parts: string[]): string {
  const text = join(parts)
  return text && `## ${title}\n\n${text}`
}

function fence(yaml: string): string {
  return `\`\`\`yaml\n${yaml.trimEnd()}\n\`\`\``
}

function join(parts: string[]): string {
  const text = parts.map((part) => part.trim()).filter((part) => part !== '')
  return text.length > 0 ? `${text.join('\n\n')}\n` : ''
}
