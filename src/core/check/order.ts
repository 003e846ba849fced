import { type Finding, isActive, severities } from '../rule/index.ts'
import type { Found } from './found.ts'

/** Findings of one file by place, without what an anchor would say twice. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  return distinct([...findings].sort(byPlace))
}

/** The order of findings. */
export function byPlace(a: Finding, b: Finding): number {
  return a.range.start - b.range.start || a.range.end - b.range.end || (a.ruleId < b.ruleId ? -1 : 1)
}

/** Drops what a general and a particular rule both say of one place: the milder, the general one where they are even. */
export function onePerCause(
  findings: readonly Found[],
  instead: ReadonlyMap<Found, string>
): readonly Found[] {
  const particulars = instead.size === 0 ? [] : findings.filter((found) => instead.has(found))
  if (particulars.length === 0) return findings
  const dropped = new Set<Found>()
  const counted = findings.filter(isActive)
  const byPlaceAndRule = new Map(counted.map((found) => [placeAndRule(found, found.ruleId), found]))
  for (const particular of particulars) {
    const general = byPlaceAndRule.get(placeAndRule(particular, instead.get(particular) ?? ''))
    if (general === undefined || !isActive(particular)) continue
    const isGraver = severities.indexOf(general.severity) < severities.indexOf(particular.severity)
    dropped.add(isGraver ? particular : general)
  }
  return findings.filter((found) => !dropped.has(found))
}

function placeAndRule({ range }: Found, ruleId: string): string {
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
