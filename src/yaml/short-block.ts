import type { ShortWay } from './short-scalar.ts'
import type { ScalarNode } from './tree.ts'

/**
 * Reads the text below `|` or `>`, which has just been passed, in a collection at a column; undefined where its
 * indentation is not plain.
 */
export function shortBlock(way: ShortWay, opening: string, column: number): ScalarNode | undefined {
  const { text, limit } = way
  const chomping = text[way.at]
  if (chomping === '+' || chomping === '-') way.at++
  if (!endLine(way)) return undefined
  const start = way.at
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
  way.at = at
  if (chomping !== '-') value += lastBreak
  if (chomping === '+') value += breaks
  return { type: 'scalar', start, end: at, style: 'block', text: value, value, tag: undefined }
}

/** Steps over the rest of a line, which must be a comment or nothing. */
export function endLine(way: ShortWay): boolean {
  rest.lastIndex = way.at
  const found = rest.exec(way.text)
  if (found === null) return false
  way.at = rest.lastIndex
  if (found[1] !== undefined) way.comments.push(way.at - 1 - found[1].length, way.at - 1)
  return true
}

const rest = /(?: +(#[^\n]*)| *)\n/y

function afterSpaces(text: string, from: number): number {
  let at = from
  while (text.charCodeAt(at) === 32) at++
  return at
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\n'
}
