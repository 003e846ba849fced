import { positionsOf, type Range, type SourceFile } from '../../yaml/index.ts'
import { Field, locate, type ManifestDocument } from '../document/index.ts'
import type { Finding, Place } from '../rule/index.ts'
import { type Found, moved, movedFix } from './found.ts'

/** The lines of a file are counted once, whoever asks. */
const positions = new WeakMap<SourceFile, ReturnType<typeof positionsOf>>()

export function positionsIn(file: SourceFile): ReturnType<typeof positionsOf> {
  const known = positions.get(file) ?? positionsOf(file.text)
  positions.set(file, known)
  return known
}

/** Answers where a report is, in offsets and as people count. */
export function placesIn(file: SourceFile): (at: Field | Range) => Place {
  const position = positionsIn(file)
  return (at) => {
    const { start, end } = at instanceof Field ? locate(at) : at
    return { range: { start, end }, start: position(start), end: position(end) }
  }
}

/** Puts findings into their file, where their documents are now; without one, offsets are the file's already. */
export function placer(file: SourceFile): (found: Found, document: ManifestDocument | undefined) => Finding {
  const placeOf = placesIn(file)
  return (found, document) => {
    const {
      ruleId,
      severity,
      message,
      path,
      field,
      resource,
      tag,
      source,
      related,
      fix,
      unfixable,
      suppressed
    } = found
    const by = document?.range.start ?? 0
    const { range, start, end } = placeOf(moved(found.range, by))
    // Written out, since this runs for every finding at every keystroke, and a spread takes several times as long.
    const finding: { -readonly [Key in keyof Finding]: Finding[Key] } = {
      ruleId,
      severity,
      message,
      file: file.path,
      path,
      range,
      start,
      end,
      related: related.map(({ message, range }) => ({ message, ...placeOf(moved(range, by)) }))
    }
    if (field !== undefined) finding.field = field
    if (resource !== undefined) finding.resource = resource
    if (tag !== undefined) finding.tag = tag
    if (source !== undefined) finding.source = source
    if (fix && document) finding.fix = { ...movedFix(fix, by), document: document.index }
    if (unfixable !== undefined) finding.unfixable = unfixable
    if (suppressed !== undefined) finding.suppressed = suppressed
    return finding
  }
}
