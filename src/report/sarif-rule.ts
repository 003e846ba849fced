import type { Rule } from '../core/rule/index.ts'
import { help } from './explain.ts'
import { pageOf, type RunFacts } from './run-facts.ts'

/** What SARIF viewers show about a rule. */
export function sarifRule(rule: Rule, run: RunFacts) {
  const { recommended, strict } = rule.severity
  const severity = recommended === 'off' ? strict : recommended
  return {
    id: rule.id,
    name: rule.id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: rule.summary },
    fullDescription: { text: shortened(rule.rationale) },
    help: { text: rule.rationale.trim(), markdown: help(rule) },
    helpUri: pageOf(rule, run),
    defaultConfiguration: { enabled: recommended !== 'off', level: levels[severity] },
    properties: {
      tags: ['kubernetes', rule.category, ...rule.kinds],
      precision: 'high',
      'problem.severity': problems[severity]
    }
  }
}

const levels = { error: 'error', warning: 'warning', info: 'note', off: 'none' } as const

const problems = {
  error: 'error',
  warning: 'warning',
  info: 'recommendation',
  off: 'recommendation'
} as const

/** GitHub refuses descriptions over 1,024 characters. */
function shortened(text: string): string {
  const whole = text.trim()
  return whole.length <= 1024 ? whole : `${whole.slice(0, whole.lastIndexOf(' ', 1020))} …`
}
