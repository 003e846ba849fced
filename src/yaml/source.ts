/** A text to lint and the path it is reported under (relative to the working directory, with `/`). */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

/** The path of what comes through standard input and is given no name. */
export const standardInput = '<stdin>'

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

function lineStarts(text: string): number[] {
  const starts = [text.startsWith('\uFEFF') ? 1 : 0]
  for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + end.length)
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
