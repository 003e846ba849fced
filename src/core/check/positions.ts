import { positionsOf, type Range, type SourceFile } from '../../yaml/index.ts'
import { Field, locate } from '../document/index.ts'
import type { Place } from '../rule/index.ts'

/** A file that is checked document by document has its lines counted once. */
const positions = new WeakMap<SourceFile, ReturnType<typeof positionsOf>>()

/** Answers where a report is, in offsets and as people count. */
export function placesIn(file: SourceFile): (at: Field | Range) => Place {
  const position = positions.get(file) ?? positionsOf(file.text)
  positions.set(file, position)
  return (at) => {
    const { start, end } = at instanceof Field ? locate(at) : at
    return { range: { start, end }, start: position(start), end: position(end) }
  }
}
