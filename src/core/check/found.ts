import { cut, printable } from '../../text/index.ts'
import type { Path, Range } from '../../yaml/index.ts'
import { Field, fieldName, locate, type ManifestDocument, renderedFrom } from '../document/index.ts'
import { atPaths, type Change, type Edit, editsOf, type Fix } from '../fix/index.ts'
import type { Resource } from '../manifest/index.ts'
import type { Finding, Report, ResourceName } from '../rule/index.ts'
import { isInside } from './resource-at.ts'

/** A report of a rule, and where it points. */
export interface Reported extends Pick<Finding, 'ruleId' | 'severity'> {
  readonly report: Report
  readonly resource?: Resource | undefined
  readonly document: ManifestDocument | undefined
}

/**
 * A finding without the file around it, as plain data: offsets count from where its document begins, or from where
 * the file does if the place is in none.
 */
export interface Found extends Omit<Finding, 'file' | 'start' | 'end' | 'related' | 'fix'> {
  readonly related: readonly { readonly range: Range; readonly message: string }[]
  readonly fix?: Fix<Path> & { readonly edits: readonly Edit[] }
}

/** What follows from a report alone: words, places, and the edits that make its fix. */
export function toFound({ ruleId, severity, report, resource, document }: Reported): Found {
  const { at, message, related = [], fix, tag } = report
  const by = -(document?.range.start ?? 0)
  const rangeOf = (at: Field | Range) => moved(at instanceof Field ? locate(at) : at, by)
  const found: { -readonly [Key in keyof Found]: Found[Key] } = {
    ruleId,
    severity,
    message: sentence(message),
    path: at instanceof Field ? at.path : [],
    range: rangeOf(at),
    related: related.map(({ at, message }) => ({ message: sentence(message), range: rangeOf(at) }))
  }
  const field = at instanceof Field ? named(at, resource) : ''
  if (field !== '') found.field = field
  if (resource !== undefined) found.resource = identity(resource)
  if (tag !== undefined) found.tag = tag
  const source = document && renderedFrom(document)
  if (source !== undefined) found.source = printable(source)
  return fix === undefined ? found : { ...found, ...concreteFix(fix, document) }
}

/** Nobody reads a message that a manifest has made longer than this. */
function sentence(text: string): string {
  return cut(printable(text), 500)
}

/** A stretch of text so many characters further on. */
export function moved({ start, end }: Range, by: number): Range {
  return { start: start + by, end: end + by }
}

/** A fix whose edits and stretches of text are so many characters further on. */
export function movedFix<One extends NonNullable<Found['fix']>>(fix: One, by: number): One {
  if (by === 0) return fix
  return {
    ...fix,
    edits: fix.edits.map((edit) => ({ ...edit, ...moved(edit, by) })),
    changes: fix.changes.map((change) =>
      'replace' in change ? { ...change, replace: moved(change.replace, by) } : change
    )
  }
}

/** The edits that make a fix, or why there are none; all its changes lie in the document. */
function concreteFix(
  { title, safety, changes: wanted }: Fix<Field>,
  document: ManifestDocument | undefined
): Pick<Found, 'fix' | 'unfixable'> {
  if (document === undefined)
    return { unfixable: { safety, reason: 'what it changes is outside every document' } }
  const changes = wanted.map(atPaths)
  const made = editsOf(changes, document)
  if ('obstacle' in made) return { unfixable: { safety, reason: sentence(made.obstacle) } }
  return {
    fix: movedFix({ title: sentence(title), safety, changes, edits: made.edits }, -document.range.start)
  }
}

/** The document that a change is about. */
export function documentOf(
  change: Change<Field> | undefined,
  documents: readonly ManifestDocument[]
): ManifestDocument | undefined {
  if (change === undefined) return undefined
  if (!('replace' in change)) return Object.values(change).find((at) => at instanceof Field)?.document
  const { start, end } = change.replace
  return documents.findLast(({ range }) => range.start <= start && end <= range.end)
}

function named(at: Field, resource: Resource | undefined): string {
  const isBelow = resource !== undefined && isInside(at, resource)
  return fieldName(at, isBelow ? resource.root.path : [])
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
