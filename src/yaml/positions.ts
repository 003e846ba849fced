import { breaks } from '../text/index.ts'

/** A stretch of a text in UTF-16 offsets, end excluded. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** A place in a text as people count: line and column from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** Turns offsets of one text into positions; a byte order mark takes no column. */
export function positionsOf(text: string): (offset: number) => Position {
  let starts: readonly number[] | undefined
  return (offset) => {
    starts ??= lineStarts(text)
    const line = lastAtOrBefore(starts, offset)
    return { line: line + 1, column: Math.max(0, offset - (starts[line] as number)) + 1 }
  }
}

/** Where each line of a text starts. CR LF, LF, CR, NEL, U+2028 and U+2029 end a line, as in YAML 1.1. */
export function lineStarts(text: string): number[] {
  const starts = [text.charCodeAt(0) === 0xfeff ? 1 : 0]
  if (rareBreak.test(text)) {
    for (const { index, 0: written } of text.matchAll(anyBreak)) starts.push(index + written.length)
  } else {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  }
  return starts
}

/** The index of the last of some ascending numbers that is not over `offset`; 0 where all are. */
export function lastAtOrBefore(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] as number) <= offset) low = middle
    else high = middle - 1
  }
  return low
}

const rareBreak = /[\r\u0085\u2028\u2029]/
const anyBreak = new RegExp(`\\r\\n|[${breaks}]`, 'g')
