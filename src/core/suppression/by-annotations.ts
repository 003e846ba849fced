import { findingsByOwner, placesIn } from '../check/index.ts'
import type { Settings } from '../config/index.ts'
import { type DisableAnnotation, disableAnnotations } from './annotation.ts'
import { annotationFaults, type Note, strayAnnotations, unusedAnnotation } from './directive-faults.ts'
import type { CheckedFile, Marks } from './marks.ts'
import { corresponds, foreignIgnores } from './other-linters.ts'

/** Marks what annotations of ours suppress, and tells what is wrong with them. */
export function byAnnotations(linted: CheckedFile, settings: Settings, marks: Marks): Note[] {
  const found = linted.resources.flatMap(disableAnnotations)
  const owned = findingsByOwner(
    found.map(({ resource }) => resource),
    linted.findings
  )
  const placeOf = placesIn(linted.file)
  const judge = (annotation: DisableAnnotation): Note[] => {
    const { resource, at, ids, badDay } = annotation
    const faults = [...annotationFaults(annotation, settings)]
    if (badDay !== undefined) return faults
    const covered = (owned.get(resource) ?? []).filter(({ ruleId }) => ids?.includes(ruleId) ?? true)
    const place = placeOf(at)
    for (const finding of covered) marks.add(finding, { by: 'annotation', place, written: annotation })
    const reported = new Set(covered.map(({ ruleId }) => ruleId))
    return [...faults, ...unusedAnnotation(annotation, reported, settings)]
  }
  const stray = linted.resources.flatMap((resource) => [...strayAnnotations(resource)])
  return [...stray, ...found.flatMap(judge)]
}

/** Marks what annotations for other linters suppress; what they do not is no business of ours. */
export function byForeignAnnotations(linted: CheckedFile, settings: Settings, marks: Marks): void {
  const rules = new Map(settings.known.map((rule) => [rule.id, rule]))
  const ignoring = new Map(
    linted.resources
      .map((resource) => [resource, foreignIgnores(resource)] as const)
      .filter(([, ignores]) => ignores.length > 0)
  )
  for (const [resource, findings] of findingsByOwner([...ignoring.keys()], linted.findings)) {
    for (const finding of findings) {
      const rule = rules.get(finding.ruleId)
      const found = rule && ignoring.get(resource)?.find((ignore) => corresponds(rule, ignore))
      if (found !== undefined) marks.add(finding, { by: 'annotation', written: { reason: found.written } })
    }
  }
}
