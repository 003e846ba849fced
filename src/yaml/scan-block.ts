import { breakLength, breakText, DASH, isBlank, isDigit, PIPE, PLUS, SPACE, TAB } from './characters.ts'
import type { Cursor } from './cursor.ts'
import { SCALAR } from './tokens.ts'

/** Scans a scalar below `|` or `>`. */
export function scanBlockScalar(cursor: Cursor): void {
  const { source, limit, at: start } = cursor
  const isLiteral = source.charCodeAt(start) === PIPE
  const { chomping, increment } = scanHeader(cursor, start)
  const parent = Math.max(cursor.indent, 0)
  const lines = scanEmptyLines(cursor, increment > 0 ? parent + increment : 0, start)
  const { indent } = lines
  let { breaks, end } = lines
  let text = ''
  let lastBreak = ''
  let wasIndented = false
  while (cursor.at - cursor.lineStart === indent && cursor.at < limit) {
    const isIndented = isBlank(source.charCodeAt(cursor.at))
    const isFolded = !isLiteral && !wasIndented && !isIndented && lastBreak === '\n'
    text += isFolded ? breaks || ' ' : lastBreak + breaks
    wasIndented = isIndented
    const lineEnd = cursor.endOfLine()
    text += source.slice(cursor.at, lineEnd)
    cursor.at = lineEnd
    lastBreak = breakText(source, lineEnd)
    cursor.skipBreak()
    ;({ breaks, end } = scanEmptyLines(cursor, indent, start))
  }
  if (chomping !== DASH) text += lastBreak
  if (chomping === PLUS) text += breaks
  cursor.push(SCALAR, start, end, text, 'block')
}

/** The rest of the line of `|` or `>`: how to chomp (`+`, `-` or 0) and the indentation that is written there, or 0. */
function scanHeader(cursor: Cursor, start: number): { chomping: number; increment: number } {
  const { source } = cursor
  let chomping = 0
  let increment = 0
  cursor.at++
  for (let at = start + 1; at < start + 3; at++) {
    const code = source.charCodeAt(at)
    if ((code === PLUS || code === DASH) && chomping === 0) chomping = code
    else if (isDigit(code) && increment === 0) {
      increment = code - 48
      if (increment === 0) cursor.fail('found an indentation indicator equal to 0', start)
    } else break
    cursor.at++
  }
  cursor.skipBlanks()
  cursor.skipComment()
  if (!cursor.skipBreak()) cursor.fail('did not find expected comment or line break', start)
  return { chomping, increment }
}

/**
 * Steps over empty lines and the indentation of the next one. An `indent` of 0 is not known yet: it becomes the
 * deepest that stands here. `end` is where the last of the lines ends.
 */
function scanEmptyLines(
  cursor: Cursor,
  indent: number,
  start: number
): { breaks: string; indent: number; end: number } {
  const { source, limit } = cursor
  let breaks = ''
  let deepest = 0
  let end = cursor.at
  for (;;) {
    let column = cursor.at - cursor.lineStart
    while ((indent === 0 || column < indent) && source.charCodeAt(cursor.at) === SPACE && cursor.at < limit) {
      cursor.at++
      column++
    }
    if (column > deepest) deepest = column
    if (cursor.at >= limit) break
    if ((indent === 0 || column < indent) && source.charCodeAt(cursor.at) === TAB)
      cursor.fail('found a tab character where an indentation space is expected', start)
    if (breakLength(source, cursor.at) === 0) break
    breaks += breakText(source, cursor.at)
    cursor.skipBreak()
    end = cursor.at
  }
  return { breaks, indent: indent || Math.max(deepest, cursor.indent + 1, 1), end }
}
