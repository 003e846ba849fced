import type { Finding } from '../core/rule/index.ts'
import { printable } from '../text/index.ts'
import { columns } from './wrap.ts'

export interface FrameLine {
  readonly before: string
  readonly marked: string
  readonly after: string
}

/** The line of the text that a finding is in, as much of it as fits; none where what is wrong is that it lacks a field. */
export function frameLine(
  { start, end, path }: Pick<Finding, 'start' | 'end' | 'path'>,
  lines: readonly string[],
  width: number
): FrameLine | undefined {
  const line = lines[start.line - 1]
  const field = path.at(-1)
  if (line === undefined || line.trim() === '' || (typeof field === 'string' && !line.includes(field)))
    return undefined
  const until = end.line === start.line ? end.column - 1 : line.length
  const from = start.column - 1
  const indent = Math.min(from, line.length - line.trimStart().length)
  // In minified JSON a line is a whole file: what surrounds the finding is kept, the rest is not worth printing.
  const near = Math.max(indent, from - width)
  const before = lastOf((near > indent ? '…' : '') + shown(line.slice(near, from)), Math.floor(width / 2))
  const marked = firstOf(shown(line.slice(from, Math.min(until, from + width))), width - columns(before))
  const after = firstOf(shown(line.slice(until, until + width)), width - columns(before) - columns(marked))
  return { before, marked, after: after.trimEnd() }
}

function shown(text: string): string {
  return printable(text.replaceAll('\t', ' '))
}

/** The start of a text, as much as fits; an ellipsis says that there is more. */
function firstOf(text: string, width: number): string {
  if (columns(text) <= width) return text
  return width > 0 ? `${upTo([...text], width - 1).join('')}…` : ''
}

/** The end of a text in the same way. */
function lastOf(text: string, width: number): string {
  if (columns(text) <= width) return text
  return `…${upTo([...text].reverse(), width - 1)
    .reverse()
    .join('')}`
}

function upTo(characters: readonly string[], width: number): string[] {
  let left = width
  const end = characters.findIndex((character) => {
    left -= columns(character)
    return left < 0
  })
  return characters.slice(0, end < 0 ? characters.length : end)
}
