import { cut, printable } from '../../text/index.ts'
import type { Range } from '../../yaml/index.ts'
import { Field, fieldName, type ManifestDocument, renderedFrom } from '../document/index.ts'
import { atPaths, type Change, editsOf, type Fix } from '../fix/index.ts'
import type { Resource } from '../manifest/index.ts'
import type { Finding, Place, Report, ResourceName } from '../rule/index.ts'
import { isInside } from './resource-at.ts'

/** A report of a rule, and the resource that it points into. */
export interface Reported {
  readonly report: Report
  readonly resource?: Resource
}

/** What of a finding follows from its report alone: words, places, and the edits that would mend it. */
export function toFinding(
  { report, resource }: Reported,
  documents: readonly ManifestDocument[],
  placeOf: (at: Field | Range) => Place
): Omit<Finding, 'ruleId' | 'severity' | 'file'> {
  const { fix } = report
  return {
    ...told(report, resource, placeOf),
    ...sourceOf(report, resource, documents),
    ...(fix && concreteFix(fix, documents))
  }
}

function told(report: Report, resource: Resource | undefined, placeOf: (at: Field | Range) => Place) {
  return {
    message: sentence(report.message),
    path: report.at instanceof Field ? report.at.path : [],
    ...(report.at instanceof Field && named(report.at, resource)),
    ...(resource && { resource: identity(resource) }),
    ...(report.tag && { tag: report.tag }),
    ...placeOf(report.at),
    related: (report.related ?? []).map(({ at, message }) => ({
      message: sentence(message),
      ...placeOf(at)
    }))
  }
}

/** Nobody reads a message that a manifest has made longer than this. */
function sentence(text: string): string {
  return cut(printable(text), 500)
}

function sourceOf(
  { at }: Report,
  resource: Resource | undefined,
  documents: readonly ManifestDocument[]
): Pick<Finding, 'source'> {
  const document = at instanceof Field ? at.document : (resource?.root.document ?? documentAt(at, documents))
  const source = document && renderedFrom(document)
  return source === undefined ? {} : { source: printable(source) }
}

/** The edits that make a fix, or why there are none; the changes lie in the document of their fields. */
function concreteFix(
  fix: Fix<Field>,
  documents: readonly ManifestDocument[]
): Pick<Finding, 'fix' | 'unfixable'> {
  const { title, safety } = fix
  const document = documentOf(fix.changes[0], documents)
  if (document === undefined)
    return { unfixable: { safety, reason: 'what it changes is outside every document' } }
  const changes = fix.changes.map(atPaths)
  const made = editsOf(changes, document)
  if ('obstacle' in made) return { unfixable: { safety, reason: made.obstacle } }
  return { fix: { title, safety, changes, document: document.index, edits: made.edits } }
}

function documentOf(
  change: Change<Field> | undefined,
  documents: readonly ManifestDocument[]
): ManifestDocument | undefined {
  if (change === undefined) return undefined
  if (!('replace' in change)) return Object.values(change).find((at) => at instanceof Field)?.document
  return documentAt(change.replace, documents)
}

function documentAt(
  { start, end }: Range,
  documents: readonly ManifestDocument[]
): ManifestDocument | undefined {
  return documents.findLast(({ range }) => range.start <= start && end <= range.end)
}

function named(at: Field, resource: Resource | undefined): Pick<Finding, 'field'> {
  const isBelow = resource !== undefined && isInside(at, resource)
  const field = fieldName(at, isBelow ? resource.root.path : [])
  return field === '' ? {} : { field }
}

/** What a finding calls its resource. */
export function identity({ kind, metadata }: Resource): ResourceName {
  const [name, generateName, namespace] = ['name', 'generateName', 'namespace'].map(
    (key) => metadata.at(key).value
  )
  return {
    kind,
    ...(typeof name === 'string' && { name }),
    ...(typeof name !== 'string' && typeof generateName === 'string' && { generateName }),
    ...(typeof namespace === 'string' && { namespace })
  }
}
