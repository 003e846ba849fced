import { hasLineBreak, lineBreakAt, lineStart } from '../../../text/index.ts'
import type { SequenceNode } from '../../../yaml/index.ts'
import type { Edit } from '../change.ts'
import type { WrittenText } from './comments.ts'
import { column, startsLine } from './node-lines.ts'
import { cut, dashOf } from './remove.ts'
import { Obstacle, type Spot } from './spot.ts'

/** Takes an entry to the front of an earlier one of its list, each with the comments right above it. */
export function toTheFront(spot: Spot, target: Spot, written: WrittenText): Edit[] {
  const { text } = written
  const { edit, left } = cut(spot, written)
  if ((spot.holder as SequenceNode).flow) {
    if (left.length > 0) throw new Obstacle('there is a comment beside it')
    const { start } = target.node
    const words = text.slice(spot.node.start, spot.node.end)
    return [{ start, end: start, text: `${words},${gapBefore(target, text)}` }, edit]
  }
  if (!startsLine(text, dashOf(target, text))) throw new Obstacle('something else is on its line')
  const first = commentsAbove(spot, text)
  const lines = text.slice(first, edit.end)
  const isOpen = edit.end === text.length && !hasLineBreak(lines.slice(-1))
  const lineBreak = isOpen ? lineBreakAt(text, first) : ''
  const start = commentsAbove(target, text)
  return [
    { start, end: start, text: lines + lineBreak },
    { ...edit, start: Math.min(edit.start, first - lineBreak.length) }
  ]
}

/** Where the comments right above the dash of an entry begin, on lines of their own and at its column; else its line. */
export function commentsAbove(spot: Spot, text: string): number {
  const dash = dashOf(spot, text)
  const indent = ' '.repeat(column(text, dash))
  let start = lineStart(text, dash)
  while (start > 0) {
    const above = lineStart(text, start - 1)
    if (!text.startsWith(`${indent}#`, above)) break
    start = above
  }
  return start
}

/** The line break and spaces before the first entry in brackets; a space where it follows on its line. */
function gapBefore({ holder, index, node }: Spot, text: string): string {
  const gap = index === 0 ? text.slice((holder as SequenceNode).start + 1, node.start) : ''
  return gap.trim() === '' && hasLineBreak(gap) ? gap : ' '
}
