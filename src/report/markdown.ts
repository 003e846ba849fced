import { type Finding, isActive, type LintResult, type Rule } from '../core/rule/index.ts'
import { crashMessage } from './crash.ts'
import { escapeMarkdown } from './escape-markdown.ts'
import { help } from './explain.ts'
import { titled } from './logical-place.ts'
import { pageOf, type RunFacts } from './run-facts.ts'
import { count, fixable, hidden, ranked, read, severityCounts, skipped, suppressed } from './text.ts'

/**
 * A summary in Markdown: counts, a table for each file, and folded help on each rule. GitHub takes no summary over a
 * mebibyte, so that what does not fit is left out, errors last, and said.
 */
export function markdown(results: readonly LintResult[], run: RunFacts): string {
  const all = results.flatMap(({ findings }) => findings)
  const findings = all.filter(isActive)
  const shown = fitting(ranked(findings), 700_000, (finding) => row(finding, run) + heading(finding.file))
  const kept = new Set(shown)
  const tables = results.map(({ file, findings }) =>
    table(
      file,
      findings.filter((finding) => kept.has(finding)).map((finding) => row(finding, run))
    )
  )
  const found = new Set(shown.map(({ ruleId }) => ruleId))
  const known = run.rules.filter(({ id }) => found.has(id))
  const helped = fitting(known, 200_000, folded)
  return join([
    '## jobsworth',
    findings.length > 0 ? `**${severityCounts(findings)}**` : '',
    ...[
      read(results, 'problems'),
      ...skipped(results),
      ...suppressed(all),
      ...hidden(all),
      ...fixable(findings)
    ].map(escapeMarkdown),
    ...fitting(results.flatMap(crashed), 50_000, (text) => text),
    ...tables,
    leftOut(findings.filter((finding) => !kept.has(finding))),
    helped.length > 0 ? '### Help' : '',
    ...helped.map(folded),
    helped.length < known.length
      ? `The help for ${count(known.length - helped.length, 'rule')} did not fit.`
      : ''
  ])
}

function leftOut(findings: readonly Finding[]): string {
  if (findings.length === 0) return ''
  const counts = severityCounts(findings)
  return `**Not shown here: ${counts}**, because a summary on GitHub is limited to one mebibyte. The log and the other formats list them all.`
}

function crashed({ crashes }: LintResult): string[] {
  return crashes.map((crash) => `**${escapeMarkdown(`${crash.file}: ${crashMessage(crash)}`)}**`)
}

function table(file: string, rows: readonly string[]): string {
  if (rows.length === 0) return ''
  return `${heading(file)}\n\n| Place | | Rule | What is wrong |\n|-|-|-|-|\n${rows.join('\n')}`
}

function heading(file: string): string {
  return `### ${escapeMarkdown(file)}`
}

function row(finding: Finding, run: RunFacts): string {
  const { start, severity, ruleId, related } = finding
  const rule = run.rules.find(({ id }) => id === ruleId)
  const page = rule && pageOf(rule, run)
  const evidence = related.map((place) => `Line ${place.start.line}: ${place.message}`)
  const words = [titled(finding), ...evidence].map(escapeMarkdown).join('<br>')
  return `| ${start.line}:${start.column} | ${severity} | ${page ? `[${ruleId}](${page})` : ruleId} | ${words} |`
}

function folded(rule: Rule): string {
  const summary = `<summary>${rule.id}: ${escapeMarkdown(rule.summary)}</summary>`
  return `<details>\n${summary}\n\n${help(rule).trim()}\n\n</details>`
}

/** The items that fit into so many bytes, one after the other; one that is too long does not keep out the next. */
function fitting<Item>(items: readonly Item[], room: number, write: (item: Item) => string): Item[] {
  let left = room
  return items.filter((item) => {
    const size = utf8Length(write(item)) + 100
    if (size > left) return false
    left -= size
    return true
  })
}

function utf8Length(text: string): number {
  return encodeURIComponent(text.toWellFormed()).replace(/%[0-9A-F]{2}/g, '%').length
}

function join(parts: readonly string[]): string {
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}
