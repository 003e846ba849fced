import { categories, type Rule, severityIn } from '../core/rule/index.ts'

/** The rules as a Markdown table, by category; names link to the pages under `folder`. */
export function ruleTable(rules: readonly Rule[], folder: string): string {
  const ordered = categories.flatMap((category) => rules.filter((rule) => rule.category === category))
  const rows = ordered.map((rule) => {
    const severities = `${severityIn(rule, 'recommended')} / ${severityIn(rule, 'strict')}`
    return `| ${rule.category} | [${rule.id}](${folder}/${rule.id}.md) | ${severities} | ${rule.summary} |`
  })
  return ['| Category | Rule | Recommended / strict | What it asks for |', '|-|-|-|-|', ...rows].join('\n')
}
