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

/** The finding in its file, where its document stands now; without one its offsets are the file's. */
export function placed(found: Found, document: ManifestDocument | undefined, file: SourceFile): Finding {
  const placeOf = placesIn(file)
  const by = document?.range.start ?? 0
  const { range, related, fix, insteadOf, ...rest } = found
  return {
    ...rest,
    file: file.path,
    ...placeOf(moved(range, by)),
    related: related.map(({ message, range }) => ({ message, ...placeOf(moved(range, by)) })),
    ...(fix && document && { fix: { ...movedFix(fix, by), document: document.index } })
  }
}
