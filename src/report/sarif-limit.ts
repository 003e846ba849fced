import { type Finding, isActive } from '../core/rule/index.ts'
import { ranked, severityCounts } from './text.ts'

/** GitHub refuses a run with more results; of these it shows the 5,000 most severe. */
const most = 25_000

/** The findings that GitHub accepts, the most severe kept first, and the notification of what is left out. */
export function withinLimit(findings: readonly Finding[]): {
  readonly isKept: (finding: Finding) => boolean
  readonly notifications: readonly object[]
} {
  const rank = [...ranked(findings.filter(isActive)), ...findings.filter((finding) => !isActive(finding))]
  const kept = new Set(rank.slice(0, most))
  const text = `GitHub accepts 25,000 results per run. Left out here: ${severityCounts(rank.slice(most))}. The other formats list them all.`
  return {
    isKept: (finding: Finding) => kept.has(finding),
    notifications: rank.length > most ? [{ level: 'warning', message: { text } }] : []
  }
}
