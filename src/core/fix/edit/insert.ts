import { breaks, lineBreakAt, lineEnd, lineStart, nextLine } from '../../../text/index.ts'
import {
  isMerge,
  keyName,
  type MappingNode,
  type Node,
  type Pair,
  type Path,
  type SequenceNode
} from '../../../yaml/index.ts'
import type { Edit } from '../change.ts'
import { type Content, dashed, indented, linesOf, nested } from './content.ts'
import { intoBraces, intoBrackets } from './flow.ts'
import { layoutAt } from './layout.ts'
import { column, lastOffset, lastOffsetOf, startsLine } from './node-lines.ts'
import { Obstacle, type Spot } from './spot.ts'
import { inline } from './write.ts'

/** Writes a key that is not there yet into a mapping: first, behind the key `after`, or in a list's entry behind what leads it. */
export function insertPair(
  spot: Spot,
  { key, after }: { key: string; after?: string | undefined },
  content: Content,
  text: string
): Edit {
  const { node } = spot
  if (node.type === 'scalar' && node.value === null) return fillEmpty(spot, [key], content, text)
  if (node.type !== 'mapping') throw new Obstacle('there is no mapping to write into')
  if (node.flow) return intoBraces(node, { key, after, content }, text)
  const behind = node.pairs.findLast((pair) => keyName(pair.key) === after) ?? leading(node, text)
  const first = node.pairs[0] as Pair
  const at = behind?.key ?? (first.key as Node)
  const lines = indented(linesOf(key, content, layoutAt(spot, text)), indentOf(node, text))
  if (behind !== undefined) return below(text, lastOffsetOf(behind, text), lines)
  const above = spot.pair && underKey(spot.pair, at.start, text)
  return { ...empty(above ?? lineStart(text, at.start)), text: joined(lines, lineBreakAt(text, at.start)) }
}

/** Writes another entry at the end of a list. */
export function appendItem(spot: Spot, content: Content, text: string): Edit {
  const node = spot.node as SequenceNode
  if (node.flow) return intoBrackets(node, content, text)
  const last = node.items.at(-1) as Node
  const indent = ' '.repeat(column(text, node.start))
  return below(text, lastOffset(last, text), indented(dashed(content), indent))
}

/** Writes keys and a value below a key that has none yet. */
export function fillEmpty(spot: Spot, keys: Path, content: Content, text: string): Edit {
  const { pair } = spot
  if (pair === undefined || spot.node.end > spot.node.start)
    throw new Obstacle('there is no mapping to write into')
  const colon = text.indexOf(':', pair.key.end)
  if (
    keys.length === 0 &&
    'value' in content &&
    (typeof content.value !== 'object' || content.value === null)
  ) {
    return { ...empty(colon + 1), text: ` ${inline(content.value, 'yaml')}` }
  }
  const layout = layoutAt(spot, text)
  const [key, ...more] = keys
  if (typeof key !== 'string') throw new Obstacle('there is no list to write into')
  const inner = 'value' in content ? { value: nested(more, content.value) } : content
  const indent = ' '.repeat(column(text, pair.key.start)) + layout.unit
  return below(text, colon, indented(linesOf(key, inner, layout), indent))
}

/** In a list's entry new keys come behind the scalars that lead it, such as a container's name and image. */
function leading(node: MappingNode, text: string): Pair | undefined {
  const [first] = node.pairs
  if (first === undefined || startsLine(text, first.key.start)) return undefined
  const end = node.pairs.findIndex((pair) => !isShort(pair))
  return node.pairs[Math.max(0, (end < 0 ? node.pairs.length : end) - 1)]
}

function isShort(pair: Pair): boolean {
  return !isMerge(pair) && pair.value.type === 'scalar' && pair.value.style !== 'block'
}

function indentOf(node: MappingNode, text: string): string {
  const own = node.pairs.find(({ key }) => startsLine(text, key.start))
  const at = (own ?? (node.pairs[0] as Pair)).key.start
  return own ? text.slice(lineStart(text, at), at) : ' '.repeat(column(text, at))
}

const onlyComments = new RegExp(`^(?:[ \\t]*(?:#[^${breaks}]*)?[${breaks}])*[ \\t]*$`)

/** The line under the key that a mapping belongs to, where only comments are between the two. */
function underKey(pair: Pair, first: number, text: string): number | undefined {
  const start = nextLine(text, pair.key.end)
  if (start === undefined || start > first) return undefined
  return onlyComments.test(text.slice(start, first)) ? start : undefined
}

/** Lines of their own below the line of `offset`; a text that ends without a line break goes on doing so. */
function below(text: string, offset: number, lines: readonly string[]): Edit {
  const lineBreakHere = lineBreakAt(text, offset)
  const next = nextLine(text, offset)
  return next === undefined
    ? { ...empty(lineEnd(text, offset)), text: lines.map((line) => lineBreakHere + line).join('') }
    : { ...empty(next), text: joined(lines, lineBreakHere) }
}

function joined(lines: readonly string[], lineBreak: string): string {
  return lines.map((line) => line + lineBreak).join('')
}

function empty(offset: number): { start: number; end: number } {
  return { start: offset, end: offset }
}
