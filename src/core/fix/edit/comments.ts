import type { Range } from '../../../yaml/index.ts'

/** A comment, from its `#` to the end of its line. */
export interface Comment extends Range {
  readonly text: string
}

/** A document's text up to its end, and the starts and ends of its comments. */
export interface WrittenText {
  readonly text: string
  readonly comments: readonly number[]
}

/** The comments that begin in a stretch of text. */
export function commentsIn({ start, end }: Range, { text, comments }: WrittenText): Comment[] {
  const found: Comment[] = []
  for (let index = firstAt(comments, start); index < comments.length; index += 2) {
    const from = comments[index] as number
    if (from >= end) break
    const to = Math.min(comments[index + 1] as number, end)
    found.push({ start: from, end: to, text: text.slice(from, to).trimEnd() })
  }
  return found
}

/** The index of the first comment that begins at `offset` or later. */
function firstAt(comments: readonly number[], offset: number): number {
  let [low, high] = [0, comments.length / 2]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((comments[2 * middle] as number) < offset) low = middle + 1
    else high = middle
  }
  return 2 * low
}
