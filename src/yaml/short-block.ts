import type { ShortReader } from './short-reader.ts'
import type { ScalarNode } from './tree.ts'

/**
 * Reads the text below `|` or `>`, which has just been passed, in a collection at a column; undefined where its
 * indentation is not plain.
 */
export function readShortBlock(reader: ShortReader, column: number, opening: string): ScalarNode | undefined {
  const { text, limit } = reader
  const chomping = text[reader.at]
  if (chomping === '+' || chomping === '-') reader.at++
  if (!reader.endLine()) return undefined
  const start = reader.at
  let at = start
  while (text[at] === '\n' && at < limit) at++
  const indent = afterSpaces(text, at) - at
  if (indent <= column || at >= limit || isBlank(text[at + indent])) return undefined
  const margin = text.slice(at, at + indent)
  let breaks = text.slice(start, at)
  let value = ''
  let lastBreak = ''
  let wasIndented = false
  while (at < limit) {
    const lineEnd = text.indexOf('\n', at)
    if (lineEnd > at + indent && text.startsWith(margin, at)) {
      const isIndented = opening === '|' || isBlank(text[at + indent])
      const isFolded = !wasIndented && !isIndented && lastBreak !== ''
      value += (isFolded ? breaks || ' ' : lastBreak + breaks) + text.slice(at + indent, lineEnd)
      wasIndented = isIndented
      lastBreak = '\n'
      breaks = ''
    } else {
      const first = afterSpaces(text, at)
      if (text[first] === '\t') return undefined
      if (first !== lineEnd) break
      breaks += '\n'
    }
    at = lineEnd + 1
  }
  reader.at = at
  if (chomping !== '-') value += lastBreak
  if (chomping === '+') value += breaks
  return reader.node('block', start, at, value, value)
}

function afterSpaces(text: string, from: number): number {
  let at = from
  while (text.charCodeAt(at) === 32) at++
  return at
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\n'
}
