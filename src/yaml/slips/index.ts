import { explainByWords } from './by-words.ts'
import { findSlip } from './find.ts'
import { generally } from './general.ts'
import { scanLines } from './scan.ts'
import type { Explained, Line, Stopped } from './slip.ts'

export { missingDash, missingSeparator, type WrittenPair } from './repeated.ts'
export type { Explained, Stopped } from './slip.ts'

/**
 * Why kubectl refuses a text, in plain words and at the line of the slip. `range` is the stretch of the document in
 * the text, `fault` is where the reader stopped; the cause is looked for there and above.
 */
export function explain(
  text: string,
  fault: Stopped,
  range: { readonly start: number; readonly end: number }
): Explained {
  const lines = scanLines(text, range.start, Math.max(range.end, fault.start))
  const at = lineOf(lines.all, fault.start)
  return (
    explainByWords(fault, lines, at) ?? findSlip(lines, at.index + 1, fault) ?? generally(fault, lines, at)
  )
}

function lineOf(all: readonly Line[], offset: number): Line {
  let found = all[0] as Line
  for (const line of all) {
    if (line.start > offset) break
    found = line
  }
  return found
}
