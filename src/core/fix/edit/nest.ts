import { lineBreakAt, lineEnd, nextLine } from '../../../text/index.ts'
import type { MappingNode, Path } from '../../../yaml/index.ts'
import type { Change, Edit } from '../change.ts'
import { layoutAt } from './layout.ts'
import { column, lastOffset, startsLine } from './node-lines.ts'
import { Obstacle, type Spot } from './spot.ts'
import { dialectOf, entries, inline, leading, type Members } from './write.ts'

/** Puts a mapping below new keys of its own place: its lines move to the right, and the keys come above them. */
export function nest(
  spot: Spot,
  { under, beside = {}, above = {} }: Extract<Change<Path>, { nest: Path }>,
  text: string
): Edit[] {
  const { node, pair } = spot
  if (pair === undefined || node.type !== 'mapping') throw new Obstacle('there is no mapping to wrap')
  if (node.flow) return inBraces(node, { under, beside, above })
  const start = nextLine(text, pair.key.end)
  if (start === undefined || start > node.start || !startsLine(text, node.start)) {
    throw new Obstacle('the mapping does not begin on a line of its own')
  }
  const layout = layoutAt(spot, text)
  const indent = ' '.repeat(column(text, node.start))
  const [first = '', ...rest] = under
  const besides = entries(beside, layout).map((line) => layout.unit + line)
  const keys = [...entries(above, layout), `${first}:`, ...besides]
  for (const [depth, key] of rest.entries()) keys.push(`${layout.unit.repeat(depth + 1)}${key}:`)
  const lineBreakHere = lineBreakAt(text, start)
  const heading = { start, end: start, text: keys.map((line) => indent + line + lineBreakHere).join('') }
  return [heading, ...indented(start, lastOffset(node, text), layout.unit.repeat(under.length), text)]
}

function* indented(start: number, end: number, by: string, text: string): Generator<Edit> {
  for (let line: number | undefined = start; line !== undefined && line <= end; line = nextLine(text, line)) {
    if (text.slice(line, lineEnd(text, line)).trim() !== '') yield { start: line, end: line, text: by }
  }
}

function inBraces(
  node: MappingNode,
  { under, beside, above }: { under: readonly string[]; beside: Members; above: Members }
): Edit[] {
  const { start, end } = node
  const dialect = dialectOf(node)
  const [first = '', ...rest] = under
  const opening = `{${leading(above, dialect)}${inline(first, dialect)}: {${leading(beside, dialect)}`
  const inner = rest.map((key, depth) => `${depth > 0 ? '{' : ''}${inline(key, dialect)}: `).join('')
  return [
    { start, end: start, text: opening + inner },
    { start: end, end, text: '}'.repeat(under.length) }
  ]
}
