import { lineEnd, lineStart } from '../../text/index.ts'
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
  const lines = scanLines(text, range.start, Math.max(range.end, lineEnd(text, fault.start)))
  const at = lineOf(lines.all, fault.start)
  const found =
    explainByWords(fault, lines, at) ?? findSlip(lines, at.index + 1, fault) ?? generally(fault, lines, at)
  return hiddenBreak(text, found) ?? found
}

/** A line that begins after a character which no editor shows as the end of a line. */
function hiddenBreak(text: string, { start }: Explained): Explained | undefined {
  const at = lineStart(text, start) - 1
  const code = text.charCodeAt(at)
  if (code !== 0x85 && code !== 0x2028 && code !== 0x2029) return undefined
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
  const message = `The invisible character ${name} here ends a line for Kubernetes, even inside a comment; replace it with a space.`
  const fix = { title: 'Replace it with a space', edits: [{ start: at, end: at + 1, text: ' ' }] }
  return { code: 'hidden-break', message, start: at, end: at + 1, fix }
}

function lineOf(all: readonly Line[], offset: number): Line {
  let found = all[0] as Line
  for (const line of all) {
    if (line.start > offset) break
    found = line
  }
  return found
}
