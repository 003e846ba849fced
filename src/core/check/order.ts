import { type Finding, isActive, severities } from '../rule/index.ts'

/** Findings of one file by place, without what an anchor would say twice. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  return distinct([...findings].sort(byPlace))
}

/** The order of findings. */
export function byPlace(a: Finding, b: Finding): number {
  return a.range.start - b.range.start || a.range.end - b.range.end || (a.ruleId < b.ruleId ? -1 : 1)
}

/** Drops what a general and a particular rule both say of one place: the milder, the general one where they are even. */
export function onePerCause(findings: readonly Finding[], instead: ReadonlyMap<Finding, string>): Finding[] {
  if (instead.size === 0) return [...findings]
  const dropped = new Set<Finding>()
  const counted = findings.filter(isActive)
  const byPlaceAndRule = new Map(counted.map((finding) => [placeAndRule(finding, finding.ruleId), finding]))
  for (const [particular, ruleId] of instead) {
    const general = byPlaceAndRule.get(placeAndRule(particular, ruleId))
    if (general === undefined || !isActive(particular)) continue
    const isGraver = severities.indexOf(general.severity) < severities.indexOf(particular.severity)
    dropped.add(isGraver ? particular : general)
  }
  return findings.filter((finding) => !dropped.has(finding))
}

function placeAndRule({ range }: Finding, ruleId: string): string {
  return `${ruleId} ${range.start} ${range.end}`
}

/** Drops what an anchor would say twice: the same words of the same rule at the same place. */
function distinct(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>()
  return findings.filter(({ ruleId, range, message }) => {
    const key = `${ruleId} ${range.start} ${range.end} ${message}`
    return !seen.has(key) && seen.add(key)
  })
}
