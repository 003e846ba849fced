import { byAnnotations, byForeignAnnotations } from './by-annotations.ts'
import { byComments } from './by-comments.ts'
import type { Resource } from './classify.ts'
import { identity } from './concrete.ts'
import type { Settings } from './config.ts'
import type { Note } from './directive-faults.ts'
import type { Finding } from './finding.ts'
import { locate } from './locate.ts'
import { type Mark, marked } from './mark.ts'
import { byPlace } from './order.ts'
import type { ManifestDocument } from './parse.ts'
import { places } from './places.ts'
import { printable } from './printable.ts'
import type { SourceFile } from './source.ts'

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
  return notes.length === 0 ? findings : [...findings, ...concrete(notes, linted, settings)].sort(byPlace)
}

/** The findings that notes make, as their rules are set for the whole file. */
function concrete(notes: readonly Note[], { file, documents }: Linted, settings: Settings): Finding[] {
  const placeOf = places(file)
  const severities = new Map(settings.rules.map(({ rule, severity }) => [rule.id, severity]))
  return notes.flatMap((note) => {
    const severity = severities.get(note.ruleId)
    if (severity === undefined) return []
    const { ruleId, message, at, resource, fix } = note
    const range = 'document' in at ? locate(at) : { start: at.start, end: at.end }
    const home = documents.findLast(({ range: { start, end } }) => start <= range.start && range.end <= end)
    return {
      ruleId,
      severity,
      message: printable(message),
      file: file.path,
      path: 'document' in at ? at.path : [],
      ...(resource && { resource: identity(resource) }),
      ...placeOf(range),
      related: [],
      ...(fix && fixIn(home, fix))
    }
  })
}

function fixIn(
  home: ManifestDocument | undefined,
  { title, replace, by }: NonNullable<Note['fix']>
): Pick<Finding, 'fix' | 'unfixable'> {
  if (home === undefined) {
    return { unfixable: { safety: 'safe', reason: 'the comment stands outside of every document' } }
  }
  const edits = [{ ...replace, text: by }]
  return { fix: { title, safety: 'safe', document: home.index, changes: [{ replace, by }], edits } }
}
