import type { PieceReading } from './piece-reading.ts'
import { endLine, shortBlock } from './short-block.ts'
import { shortFlow } from './short-flow.ts'
import { absent, keyForm, type ShortWay, scalarForm, shortKey, shortScalar } from './short-scalar.ts'
import type { Json, MappingNode, Node, Pair, ScalarNode, SequenceNode } from './tree.ts'

/**
 * Reads a piece of text that is plain block YAML, line by line, as nearly every manifest is: `key: value` and
 * `- item` with words, simple quotes, brackets, and blocks below `|` or `>`. Undefined where anything else stands,
 * right or wrong: anchors, tags, escapes, texts over many lines, tabs, … The piece begins and ends at a line.
 */
export function readShort(text: string, from: number, limit: number): PieceReading | undefined {
  if (limit - from > longest || rare.test(text.slice(from, limit))) return undefined
  const comments: number[] = []
  const way: ShortWay = { text, at: from, end: from, limit, value: null, comments }
  let root: Level | undefined
  let level: Level | undefined
  while (way.at < limit) {
    form.lastIndex = way.at
    const line = form.exec(text)
    if (line === null) return undefined
    const at = form.lastIndex
    way.at = at
    const comment = line[6]
    if (comment !== undefined) comments.push(at - 1 - comment.length, at - 1)
    const dash = line[2]
    const key = line[3]
    const scalar = line[5]
    const opening = line[7]
    if (dash === undefined && key === undefined) {
      if (scalar !== undefined || opening !== undefined) return undefined
      continue
    }
    let column = (line[1] as string).length
    let start = line.index + column
    while (
      level !== undefined &&
      (level.column > column || (level.column === column && level.isList && dash === undefined))
    )
      level = close(way, level)
    if (dash !== undefined) {
      if (level === undefined || level.column !== column || !level.isList) {
        if (level === undefined ? root !== undefined : level.key === undefined) return undefined
        level = open(true, start, column, level)
        root ??= level
      }
      column += dash.length
      start += dash.length
    }
    if (key !== undefined) {
      if (level === undefined || level.column !== column) {
        const isFitting =
          level === undefined
            ? root === undefined
            : level.isList
              ? dash !== undefined
              : level.key !== undefined
        if (!isFitting) return undefined
        level = open(false, start, column, level)
        root ??= level
      } else if (level.key !== undefined) put(level, absent(way.end), null)
      const node = shortKey(start, key)
      if (node === undefined) return undefined
      level.key = node
      way.end = node.end
      start = node.end + (line[4] as string).length
    }
    if (level === undefined) return undefined
    let node: Node | undefined
    if (scalar !== undefined) node = shortScalar(start, scalar)
    else if (opening === undefined) {
      if (level.key === undefined) return undefined
      continue
    } else if (opening === '|' || opening === '>') node = shortBlock(way, opening, level.column)
    else {
      node = shortFlow(way, opening, 0)
      if (!endLine(way)) return undefined
    }
    if (node === undefined) return undefined
    way.end = node.end
    put(level, node, node.type === 'scalar' ? node.value : way.value)
  }
  while (level !== undefined) level = close(way, level)
  return { tree: root?.node, value: root?.value ?? null, fault: undefined, comments, rest: undefined }
}

/** An open block collection: its node, its value so far, and the key that waits for a value. */
interface Level {
  readonly isList: boolean
  readonly node: MappingNode | SequenceNode
  /** The items or pairs of the node. */
  readonly parts: (Node | Pair)[]
  readonly value: Json[] | Record<string, Json>
  readonly column: number
  readonly outer: Level | undefined
  key: ScalarNode | undefined
}

function open(isList: boolean, start: number, column: number, outer: Level | undefined): Level {
  const parts: (Node | Pair)[] = []
  const node: Level['node'] = isList
    ? { type: 'sequence', start, end: 0, flow: false, items: parts as Node[] }
    : { type: 'mapping', start, end: 0, flow: false, pairs: parts as Pair[] }
  return { isList, node, parts, value: isList ? [] : {}, column, outer, key: undefined }
}

function put(level: Level, node: Node, value: Json): void {
  const { key, parts } = level
  if (key === undefined) {
    parts.push(node)
    ;(level.value as Json[]).push(value)
  } else {
    parts.push({ key, value: node })
    ;(level.value as Record<string, Json>)[key.text] = value
    level.key = undefined
  }
}

/** Closes the innermost collection; gives the one around it. */
function close(way: ShortWay, level: Level): Level | undefined {
  const { node, outer } = level
  if (level.key !== undefined) put(level, absent(way.end), null)
  node.end = way.end
  if (outer !== undefined) put(outer, node, level.value)
  return outer
}

/** Longer pieces go the long way: a regular expression remembers only so much. */
const longest = 500_000

/** Characters that need a closer look, wherever they stand. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must not be there.
const rare = /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/

/**
 * A line: indentation (1), dash (2), key (3) and colon (4), each with the blanks behind it; then a scalar (5) or
 * nothing, and a comment (6); or else what opens brackets or a block (7).
 */
const form = new RegExp(
  `( *)(- +)?(?:${keyForm}(: +|:(?=\\n)))?(?:${scalarForm('')}? *(?:(?<![^ \\n])(#[^\\n]*))?\\n|([[{|>]))`,
  'y'
)
