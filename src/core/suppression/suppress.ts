import type { SourceFile } from '../../yaml/source.ts'
import { byPlace } from '../check/order.ts'
import { places } from '../check/positions.ts'
import { type Mark, marked } from '../check/suppressed.ts'
import { concrete } from '../check/to-finding.ts'
import type { Settings } from '../config/config.ts'
import type { ManifestDocument } from '../document/parse.ts'
import type { Resource } from '../manifest/resource.ts'
import type { Finding } from '../rule/finding.ts'
import { byAnnotations, byForeignAnnotations } from './by-annotations.ts'
import { byComments } from './by-comments.ts'
import type { Note } from './directive-faults.ts'

/** One file as far as it is linted: what suppresses findings, and the findings in order of place. */
export interface Linted {
  readonly file: SourceFile
  readonly documents: readonly ManifestDocument[]
  readonly resources: readonly Resource[]
  readonly findings: readonly Finding[]
}

/** What suppresses each finding, the nearest first. */
export interface Marks {
  readonly add: (finding: Finding, mark: Mark) => void
}

/**
 * The same findings, those marked that comments and annotations suppress, and what is wrong with these: the findings
 * of the rules `disable-directive` and `unused-disable-directive`, which need to see all others.
 */
export function suppress(linted: Linted, settings: Settings): readonly Finding[] {
  if (!settings.inlineConfig) return linted.findings
  const known = new Map<Finding, Mark[]>()
  const marks: Marks = { add: (finding, mark) => known.set(finding, [...(known.get(finding) ?? []), mark]) }
  const notes = [...byComments(linted, settings, marks), ...byAnnotations(linted, settings, marks)]
  if (settings.respectForeignIgnores) byForeignAnnotations(linted, settings, marks)
  const findings = linted.findings.map((finding) =>
    finding.suppressed ? finding : marked(finding, known.get(finding) ?? [], settings)
  )
  return notes.length === 0 ? findings : [...findings, ...reported(notes, linted, settings)].sort(byPlace)
}

/** The findings that notes make, as their rules are set for the whole file. */
function reported(notes: readonly Note[], { file, documents }: Linted, settings: Settings): Finding[] {
  const placeOf = places(file)
  const severities = new Map(settings.rules.map(({ rule, severity }) => [rule.id, severity]))
  return notes.flatMap(({ ruleId, resource, ...report }) => {
    const severity = severities.get(ruleId)
    if (severity === undefined) return []
    const found = { report, ...(resource && { resource }) }
    return { ruleId, severity, file: file.path, ...concrete(found, documents, placeOf) }
  })
}
