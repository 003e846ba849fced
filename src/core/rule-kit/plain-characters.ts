import type { Range } from '../../yaml/index.ts'
import { quotes, spaces, type Typography } from '../document/index.ts'

/** Some characters, and the plain ones to replace them. */
export interface Plain {
  readonly replace: Range
  readonly by: string
}

/** What to write for the typographic characters of a line, in order; nothing where the text in quotes would need escapes. */
export function plainCharacters(found: readonly Typography[], text: string): readonly Plain[] {
  if (found.length > most) return []
  const plain = new Map<number, Plain>()
  for (const typography of found) {
    const written = writers[typography.use](typography, text)
    if (written.length === 0) return []
    for (const one of written) plain.set(one.replace.start, one)
  }
  return [...plain.values()].sort((a, b) => a.replace.start - b.replace.start)
}

/** Nobody writes a line with so many of them by mistake. */
const most = 200

const writers: Readonly<Record<Typography['use'], (at: Typography, text: string) => readonly Plain[]>> = {
  quote: ({ start, scalar }, text) =>
    scalar === undefined ? pairsOnLine(start, text) : atEnds(scalar, text),
  'list dash': ({ start }, text) => [
    ...spacesAround(start - 1, text),
    at(start, '-'),
    ...spacesAround(start + 1, text)
  ],
  // Word processors join two hyphens to one dash.
  flag: ({ start, end }, text) => [
    { replace: { start, end }, by: /^[A-Za-z][\w-]/.test(text.slice(end, end + 2)) ? '--' : '-' }
  ],
  space: ({ start }, text) => spacesAround(start, text)
}

const isQuote = new RegExp(`[${quotes}]`)
const isSpace = new RegExp(`[${spaces}]`)
const isBlank = new RegExp(`[ \\t${spaces}]`)
const isInvisible = /[\u200b-\u200d\u2060\ufeff]/
const pair = new RegExp(`[${quotes}][^${quotes}"\\\\\\n]*[${quotes}](?=[ \\t]*(?:[,\\]}#\\r]|$))`, 'g')

function at(offset: number, by: string): Plain {
  return { replace: { start: offset, end: offset + 1 }, by }
}

function atEnds({ start, end }: Range, text: string): Plain[] {
  if (/["\\]/.test(text.slice(start, end))) return []
  const ends = [...new Set([start, end - 1])]
  return ends.filter((offset) => isQuote.test(text[offset] as string)).map((offset) => at(offset, '"'))
}

/** In a text that is not YAML: from one quote to the next, where the value seems to end with it. */
function pairsOnLine(start: number, text: string): Plain[] {
  const end = text.indexOf('\n', start)
  const line = text.slice(start, end < 0 ? text.length : end)
  return [...line.matchAll(pair)].flatMap(({ index, 0: { length } }) => [
    at(start + index, '"'),
    at(start + index + length - 1, '"')
  ])
}

/** The spaces around an offset, those that YAML does not know made plain. */
function spacesAround(offset: number, text: string): Plain[] {
  let [start, end] = [offset, offset]
  while (isBlank.test(text[start - 1] ?? '')) start--
  while (isBlank.test(text[end] ?? '')) end++
  const offsets = Array.from({ length: end - start }, (_, index) => start + index)
  return offsets
    .filter((one) => isSpace.test(text[one] as string))
    .map((one) => at(one, isInvisible.test(text[one] as string) ? '' : ' '))
}
