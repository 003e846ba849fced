import type { Change, Edit } from '../change.ts'
import type { Path } from '../tree.ts'
import type { Json } from '../value.ts'
import { layoutAt } from './layout.ts'
import { column, lastOffset, lineBreak, nextLine, startsLine } from './lines.ts'
import { Obstacle, type Spot } from './spot.ts'
import { block, inline } from './write.ts'

type Members = { readonly [key: string]: Json }

/** Puts a mapping below new keys of its own place: its lines move to the right, and the keys come above them. */
export function nest(
  spot: Spot,
  { under, beside = {}, above = {} }: Extract<Change<Path>, { nest: Path }>,
  text: string
): Edit[] {
  const { node, pair } = spot
  if (pair === undefined || node.type !== 'mapping') throw new Obstacle('there is no mapping to wrap')
  if (node.flow) return inBraces(node, { under, beside, above }, text)
  const start = nextLine(text, pair.key.end)
  if (start === undefined || start > node.start || !startsLine(text, node.start)) {
    throw new Obstacle('the mapping does not begin on a line of its own')
  }
  const layout = layoutAt(spot, text)
  const indent = ' '.repeat(column(text, node.start))
  const [first = '', ...rest] = under
  const written = (entries: Members) =>
    Object.entries(entries).flatMap(([key, value]) => block(key, value, layout))
  const keys = [...written(above), `${first}:`, ...written(beside).map((line) => layout.unit + line)]
  for (const [depth, key] of rest.entries()) keys.push(`${layout.unit.repeat(depth + 1)}${key}:`)
  const lineBreakHere = lineBreak(text, start)
  const heading = { start, end: start, text: keys.map((line) => indent + line + lineBreakHere).join('') }
  return [heading, ...indented(start, lastOffset(node, text), layout.unit.repeat(under.length), text)]
}

function* indented(start: number, end: number, by: string, text: string): Generator<Edit> {
  for (let line: number | undefined = start; line !== undefined && line <= end; line = nextLine(text, line)) {
    if (!/^[ \t]*\r?(?:\n|$)/.test(text.slice(line, line + 500))) yield { start: line, end: line, text: by }
  }
}

function inBraces(
  { start, end }: { start: number; end: number },
  { under, beside, above }: { under: readonly string[]; beside: Members; above: Members },
  text: string
): Edit[] {
  const dialect = text[start + 1] === '"' || /^\{\s*"/.test(text.slice(start, start + 200)) ? 'json' : 'yaml'
  const [first = '', ...rest] = under
  const written = (entries: Members) =>
    Object.entries(entries)
      .map(([key, value]) => `${inline(key, dialect)}: ${inline(value, dialect)}, `)
      .join('')
  const opening = `{${written(above)}${inline(first, dialect)}: {${written(beside)}`
  const inner = rest.map((key, depth) => `${depth > 0 ? '{' : ''}${inline(key, dialect)}: `).join('')
  return [
    { start, end: start, text: opening + inner },
    { start: end, end, text: '}'.repeat(under.length) }
  ]
}
