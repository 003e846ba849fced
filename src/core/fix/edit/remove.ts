import {
  breaks,
  hasLineBreak,
  isLineBreak,
  lineBreakAt,
  lineEnd,
  lineStart,
  nextLine
} from '../../../text/index.ts'
import type { MappingNode, Node, Pair, SequenceNode } from '../../../yaml/index.ts'
import type { Edit } from '../change.ts'
import { type Comment, commentsIn, type WrittenText } from './comments.ts'
import { fromFlow } from './flow.ts'
import { before, column, lastOffset, lastOffsetOf, startsLine } from './node-lines.ts'
import { Obstacle, type Spot } from './spot.ts'

/** Takes out a key with its value or a list's entry; what would be empty then goes with it, and comments stay. */
export function remove(spot: Spot, written: WrittenText): Edit {
  const { edit, left } = cut(spot, written)
  return leaving(left, edit, written.text)
}

/** What a key with its value or a list's entry takes, and the comments in there. */
export interface Cut {
  readonly edit: Edit
  readonly left: readonly Comment[]
}

/** Cuts out a key with its value or a list's entry; what would be empty then goes with it. */
export function cut(spot: Spot, written: WrittenText): Cut {
  const { text } = written
  const whole = outermost(spot)
  const { holder, pair, index } = whole
  if (holder === undefined || isAlone(whole)) throw new Obstacle('nothing would be left')
  const edit =
    holder.type === 'mapping'
      ? removePair(holder, pair as Pair, text)
      : holder.flow
        ? fromFlow(holder, index as number)
        : removeItem(whole, text)
  return { edit, left: commentsIn(edit, written) }
}

/** The cut with comments left where it was made, each on a line of its own. */
export function leaving(comments: readonly Comment[], edit: Edit, text: string): Edit {
  const [first] = comments
  if (first === undefined) return edit
  const { start, end } = edit
  const newline = lineBreakAt(text, start)
  const lines = comments.map((comment) => comment.text)
  const taken = text.slice(start, end)
  const indent = ' '.repeat(firstIndent.exec(taken)?.[1]?.length ?? 0)
  if (isLineBreak(taken.charCodeAt(0)))
    return { start, end, text: lines.map((line) => newline + indent + line).join('') }
  if (start === lineStart(text, start))
    return { start, end, text: lines.map((line) => indent + line + newline).join('') }
  if (!/[^\s-]/.test(before(text, start)) && hasLineBreak(taken)) {
    const own = ' '.repeat(column(text, start))
    return { start, end, text: lines.map((line) => line + newline + own).join('') }
  }
  throw new Obstacle('there is a comment beside it')
}

const firstIndent = new RegExp(`^[${breaks}]*( *)`)
const lastBreak = new RegExp(`(?:\\r\\n|[${breaks}])$`)
const onlyComments = new RegExp(`^\\s*(?:#[^${breaks}]*[${breaks}]\\s*)*$`)

/** The stretch of lines that a pair or entry takes, from the start of its first line to the start of the next. */
function wholeLines(first: number, last: number, text: string): Edit {
  const start = lineStart(text, first)
  const end = nextLine(text, last)
  if (!/^[ \t]*(?:#.*)?$/.test(text.slice(last, lineEnd(text, last)).replace(/^,/, ''))) {
    throw new Obstacle('something else is on its line')
  }
  if (end !== undefined) return { start, end, text: '' }
  const breakBefore = lastBreak.exec(text.slice(Math.max(0, start - 2), start))?.[0].length ?? 0
  return { start: start - breakBefore, end: text.length, text: '' }
}

/** The offset of the dash before a list's entry. */
export function dashOf({ holder, index }: Spot, text: string): number {
  const list = holder as SequenceNode
  if (index === 0) return list.start
  const previous = list.items[(index as number) - 1] as Node
  const at = column(text, list.start)
  for (
    let start = nextLine(text, lastOffset(previous, text));
    start !== undefined;
    start = nextLine(text, start)
  ) {
    if (text[start + at] === '-' && /^ *$/.test(text.slice(start, start + at))) return start + at
    if (!/^[ \t]*(?:#|$)/.test(text.slice(start, lineEnd(text, start)))) break
  }
  throw new Obstacle('its dash was not found')
}

/** What goes away with a place: itself, or what would hold nothing without it. */
export function outermost(spot: Spot): Spot {
  const { above } = spot
  return isAlone(spot) && above?.holder !== undefined ? outermost(above) : spot
}

function isAlone({ holder }: Spot): boolean {
  return holder !== undefined && (holder.type === 'mapping' ? holder.pairs : holder.items).length === 1
}

/** Takes one of the pairs out of a mapping that has others. */
export function removePair(holder: MappingNode, pair: Pair, text: string): Edit {
  if (holder.flow) return fromFlow(holder, holder.pairs.indexOf(pair))
  if (startsLine(text, pair.key.start)) return wholeLines(pair.key.start, lastOffsetOf(pair, text), text)
  const next = holder.pairs[holder.pairs.indexOf(pair) + 1]
  const isBare = next !== undefined && onlyComments.test(text.slice(lastOffsetOf(pair, text), next.key.start))
  const isLed = /^[ \t]*(?:-[ \t]+)+$/.test(before(text, pair.key.start))
  if (!isBare || !isLed) throw new Obstacle('something else is on its line')
  return { start: pair.key.start, end: next.key.start, text: '' }
}

function removeItem(spot: Spot, text: string): Edit {
  const dash = dashOf(spot, text)
  if (!startsLine(text, dash)) throw new Obstacle('something else is on its line')
  return wholeLines(dash, lastOffset(spot.node, text), text)
}
