import { hasLineBreak, lineEnd, lineStart, splitLines } from '../../../text/index.ts'
import type { Json, Node, Path, Range } from '../../../yaml/index.ts'
import { type Change, type Edit, isInFront } from '../change.ts'
import type { WrittenText } from './comments.ts'
import { type Brought, type Content, dashed, inlineOf, linesOf, nested } from './content.ts'
import { appendItem, fillEmpty, insertPair } from './insert.ts'
import { layoutAt } from './layout.ts'
import { column, lastOffset, startsLine } from './node-lines.ts'
import { cut, dashOf, leaving, outermost } from './remove.ts'
import { commentsAbove, toTheFront } from './reorder.ts'
import { Obstacle, type Spot, spotAt, trail } from './spot.ts'
import { dialectOf, entries, inline, type Layout, leading } from './write.ts'

/** Takes a key or a list's entry elsewhere, as it is written. */
export function move(
  tree: Node,
  change: Extract<Change<Path>, { move: Path }>,
  written: WrittenText
): Edit[] {
  const { move: from, to, with: added, after } = change
  const { text } = written
  const spot = spotAt(tree, from)
  if (isInFront(change)) return toTheFront(spot, spotAt(tree, to), written)
  const { edit, left } = cut(spot, written)
  const stretch = ownStretch(spot, text)
  const others = left.filter(({ start }) => start < stretch.start || start >= stretch.end)
  const { taken, above } = withComments(leaving(others, edit, text), spot, text)
  const content = { ...withKeys(contentOf(spot, text), added, spot, text), above }
  const { spot: target, missing } = trail(tree, to)
  const [key, ...more] = missing
  if (key === undefined) throw new Obstacle('something is written there already')
  const { node: whole } = outermost(spot)
  if (target.node.start >= whole.start && target.node.end <= whole.end)
    throw new Obstacle('the place to move it to would be removed with it')
  if (target.node.type === 'sequence') return [taken, appendItem(target, content, text)]
  const isFlow = target.node.type === 'mapping' && target.node.flow
  const wrapped = below(more, content, isFlow, layoutAt(target, text))
  if (target.node.type === 'scalar') return [taken, fillEmpty(target, missing.slice(0, 1), wrapped, text)]
  return [taken, insertPair(target, { key: String(key), after }, wrapped, text)]
}

/** What is moved, below keys that are not there yet, or as the only entry of a list. */
function below([key, ...more]: Path, content: Content, isFlow: boolean, layout: Layout): Content {
  if (key === undefined) return content
  if ('value' in content) return { value: nested([key, ...more], content.value) }
  const inner = below(more, content, isFlow, layout)
  if (isFlow) {
    const words = inlineOf(inner, 'yaml')
    const line = typeof key === 'number' ? `[${words}]` : `{${inline(key, 'yaml')}: ${words}}`
    return { lines: [line], isCollection: false }
  }
  return { lines: typeof key === 'number' ? dashed(inner) : linesOf(key, inner, layout), isCollection: true }
}

/** The comments right above an entry go with it; those above the first may be about the whole list. */
function withComments(taken: Edit, spot: Spot, text: string): { taken: Edit; above: string[] } {
  const { holder, index } = spot
  const isLater = holder?.type === 'sequence' && !holder.flow && index !== undefined && index > 0
  if (!isLater) return { taken, above: [] }
  const own = lineStart(text, dashOf(spot, text))
  const start = commentsAbove(spot, text)
  const indent = column(text, holder.start)
  const above = start === own ? [] : splitLines(text.slice(start, own).trimEnd())
  return {
    taken: { ...taken, start: taken.start - (own - start) },
    above: above.map((line) => line.slice(indent).trimEnd())
  }
}

/** A key and its value, or an entry behind its dash, with the comment that ends its last line. */
function ownStretch({ node, pair }: Spot, text: string): Range {
  const end = Math.max(lastOffset(node, text), pair?.key.end ?? 0)
  return { start: pair?.key.start ?? node.start, end: end + commentAt(text, end).length }
}

/** The comment on the rest of a line, and the spaces before it. */
function commentAt(text: string, offset: number): string {
  return /^[ \t]+#[\s\S]*/.exec(text.slice(offset, lineEnd(text, offset)))?.[0].trimEnd() ?? ''
}

function contentOf(spot: Spot, text: string): Content {
  const { node, pair, holder } = spot
  if (node.type === 'alias') throw new Obstacle(`the value is the alias *${node.name}`)
  if (hasProperties(node, text)) throw new Obstacle('it has an anchor or a tag')
  const { end } = ownStretch(spot, text)
  const raw = text.slice(node.start, lastOffset(node, text))
  const isBlockScalar = node.type === 'scalar' && node.style === 'block'
  const isBlock = (node.type === 'mapping' || node.type === 'sequence') && !node.flow
  if (!isBlock && !isBlockScalar && !hasLineBreak(raw)) {
    const comment = commentAt(text, node.start + raw.length)
    return { lines: [raw === '' ? 'null' : raw], isCollection: false, ...(comment && { beside: comment }) }
  }
  if (!isBlock || holder?.flow) throw new Obstacle('the value spans several lines and is not in block style')
  const own = column(text, node.start)
  if (pair !== undefined && !startsLine(text, node.start)) throw new Obstacle('it has an anchor or a tag')
  const rest = splitLines(text.slice(lineEnd(text, node.start), end)).slice(1)
  const first = text.slice(node.start, Math.min(end, lineEnd(text, node.start)))
  const lines = [first, ...rest.map((line) => outdented(line, own))]
  return pair === undefined
    ? { lines, isCollection: true }
    : { ...headed(text.slice(pair.key.end, node.start), lines), isCollection: true }
}

/** Whether an anchor or a tag is before a node. */
function hasProperties({ start }: Node, text: string): boolean {
  const before = text.slice(Math.max(0, start - 500), start)
  const words = before.trimEnd()
  return words !== before && /(?:^|[,[{:-])[&!]/.test(words.split(/\s/).at(-1) ?? '')
}

/** The comments between a key and its block: beside the key, and above the block. */
function headed(gap: string, lines: readonly string[]): Pick<Brought, 'beside' | 'lines'> {
  const [first = '', ...more] = splitLines(gap)
  if (!/^\s*:\s*(?:#|$)/.test(first) || more.some((line) => !/^\s*(?:#|$)/.test(line)))
    throw new Obstacle('it has an anchor or a tag')
  const beside = first.replace(/^\s*:/, '').trimEnd()
  const above = more.map((line) => line.trim()).filter((line) => line !== '')
  return { lines: [...above, ...lines], ...(beside && { beside }) }
}

function outdented(line: string, columns: number): string {
  if (line.trim() === '') return ''
  if (!/^ *$/.test(line.slice(0, columns)))
    throw new Obstacle('one of its lines is indented less than the others')
  return line.slice(columns)
}

/** The further keys come behind the short ones that lead the mapping. */
function withKeys(
  content: Content,
  added: { readonly [key: string]: Json } | undefined,
  spot: Spot,
  text: string
): Content {
  if (added === undefined) return content
  const { node } = spot
  if ('value' in content || node.type !== 'mapping')
    throw new Obstacle('keys cannot be added to it while it is moved')
  if (node.flow)
    return {
      ...content,
      lines: content.lines.map((line) => `{${leading(added, dialectOf(node))}${line.slice(1)}`)
    }
  const lines = entries(added, layoutAt(spot, text))
  const start = lineStart(text, node.start)
  const firstLong = node.pairs.findIndex(({ value }) => value.type !== 'scalar' || value.style === 'block')
  const last = node.pairs[(firstLong < 0 ? node.pairs.length : Math.max(1, firstLong)) - 1]
  const count = splitLines(text.slice(start, lastOffset(last?.value ?? node, text))).length
  return { ...content, lines: [...content.lines.slice(0, count), ...lines, ...content.lines.slice(count)] }
}
