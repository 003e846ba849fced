import { breakLength, breakText, DASH, isBlank, isDigit, PIPE, PLUS, SPACE, TAB } from './characters.ts'
import type { Scanner } from './scanner.ts'
import { SCALAR } from './tokens.ts'

/** Scans a scalar below `|` or `>`. */
export function scanBlockScalar(scanner: Scanner): void {
  const { source, limit, at: start } = scanner
  const isLiteral = source.charCodeAt(start) === PIPE
  const { chomping, increment } = scanHeader(scanner, start)
  const parent = Math.max(scanner.indent, 0)
  const lines = scanEmptyLines(scanner, increment > 0 ? parent + increment : 0, start)
  const { indent } = lines
  let { breaks, end } = lines
  let text = ''
  let lastBreak = ''
  let wasIndented = false
  while (scanner.at - scanner.lineStart === indent && scanner.at < limit) {
    const isIndented = isBlank(source.charCodeAt(scanner.at))
    const isFolded = !isLiteral && !wasIndented && !isIndented && lastBreak === '\n'
    text += isFolded ? breaks || ' ' : lastBreak + breaks
    wasIndented = isIndented
    const lineEnd = scanner.endOfLine(scanner.at)
    text += source.slice(scanner.at, lineEnd)
    scanner.at = lineEnd
    lastBreak = breakText(source, lineEnd)
    scanner.skipBreak()
    ;({ breaks, end } = scanEmptyLines(scanner, indent, start))
  }
  if (chomping !== DASH) text += lastBreak
  if (chomping === PLUS) text += breaks
  scanner.push(SCALAR, start, end, text)
}

/** The rest of the line of `|` or `>`: how to chomp (`+`, `-` or 0) and the indentation that is written there, or 0. */
function scanHeader(scanner: Scanner, start: number): { chomping: number; increment: number } {
  const { source } = scanner
  let chomping = 0
  let increment = 0
  scanner.at++
  for (let at = start + 1; at < start + 3; at++) {
    const code = source.charCodeAt(at)
    if ((code === PLUS || code === DASH) && chomping === 0) chomping = code
    else if (isDigit(code) && increment === 0) {
      increment = code - 48
      if (increment === 0) scanner.fail('found an indentation indicator equal to 0', start)
    } else break
    scanner.at++
  }
  scanner.skipBlanks()
  scanner.skipComment()
  if (!scanner.skipBreak()) scanner.fail('did not find expected comment or line break', start)
  return { chomping, increment }
}

/**
 * Steps over empty lines and the indentation of the next one. An `indent` of 0 is not known yet: it becomes the
 * deepest that stands here. `end` is where the last of the lines ends.
 */
function scanEmptyLines(
  scanner: Scanner,
  indent: number,
  start: number
): { breaks: string; indent: number; end: number } {
  const { source, limit } = scanner
  let breaks = ''
  let deepest = 0
  let end = scanner.at
  for (;;) {
    let column = scanner.at - scanner.lineStart
    while (
      (indent === 0 || column < indent) &&
      source.charCodeAt(scanner.at) === SPACE &&
      scanner.at < limit
    ) {
      scanner.at++
      column++
    }
    if (column > deepest) deepest = column
    if (scanner.at >= limit) break
    if ((indent === 0 || column < indent) && source.charCodeAt(scanner.at) === TAB)
      scanner.fail('found a tab character where an indentation space is expected', start)
    if (breakLength(source, scanner.at) === 0) break
    breaks += breakText(source, scanner.at)
    scanner.skipBreak()
    end = scanner.at
  }
  return { breaks, indent: indent || Math.max(deepest, scanner.indent + 1, 1), end }
}
