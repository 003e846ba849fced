import { byPlace, documentOf, type Mark, marked, placer, toFound } from '../check/index.ts'
import type { Settings } from '../config/index.ts'
import type { Finding } from '../rule/index.ts'
import { byAnnotations, byForeignAnnotations } from './by-annotations.ts'
import { byComments } from './by-comments.ts'
import type { Note } from './directive-faults.ts'
import type { CheckedFile, Marks } from './marks.ts'

/**
 * The same findings, those marked that comments and annotations suppress, and what is wrong with these: the findings
 * of the rules `disable-directive` and `unused-disable-directive`, which need to see all others.
 */
export function suppress(linted: CheckedFile, settings: Settings): readonly Finding[] {
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
function reported(notes: readonly Note[], { file, documents }: CheckedFile, settings: Settings): Finding[] {
  const place = placer(file)
  const severities = new Map(settings.rules.map(({ rule, severity }) => [rule.id, severity]))
  return notes.flatMap(({ ruleId, resource, ...report }) => {
    const severity = severities.get(ruleId)
    if (severity === undefined) return []
    const document = documentOf(report.fix?.changes[0], documents)
    return place(toFound({ ruleId, severity, report, resource, document }), document)
  })
}
