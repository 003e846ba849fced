import {
  breakLength,
  breakText,
  COLON,
  COMMA,
  HASH,
  isBlank,
  isBreak,
  LEFT_BRACE,
  LEFT_BRACKET,
  QUESTION,
  RIGHT_BRACE,
  RIGHT_BRACKET,
  SPACE,
  TAB
} from './characters.ts'
import type { Scanner } from './scanner.ts'
import { SCALAR } from './tokens.ts'

/** Scans a scalar without quotes, over as many lines as are indented for it. */
export function scanPlain(scanner: Scanner) {
  const { source, at: start } = scanner
  const isFlow = scanner.flowLevel > 0
  let end = endOfWords(source, start, isFlow)
  let at = afterBlanks(source, end)
  if (!isBreak(source.charCodeAt(at))) {
    scanner.at = at
    return scanner.push(SCALAR, start, end, source.slice(start, end))
  }
  let text = source.slice(start, end)
  if (scanner.skipToOuterLine(at)) return scanner.push(SCALAR, start, end, text)
  for (;;) {
    scanner.at = at
    const joint = scanJoint(scanner, start)
    at = scanner.at
    if (isOver(scanner, isFlow)) break
    const lineEnd = endOfWords(source, at, isFlow)
    if (lineEnd === at) break
    text += joint + source.slice(at, lineEnd)
    end = lineEnd
    at = afterBlanks(source, end)
    if (!isBreak(source.charCodeAt(at))) {
      scanner.at = at
      return scanner.push(SCALAR, start, end, text)
    }
  }
  scanner.keyAllowed = true
  scanner.push(SCALAR, start, end, text)
}

/** Whether the line that the scanner has come to belongs to the scalar no more. */
function isOver(scanner: Scanner, isFlow: boolean): boolean {
  const { source, at, lineStart, limit } = scanner
  const column = at - lineStart
  return (
    at >= limit ||
    (!isFlow && column <= scanner.indent) ||
    (column === 0 && scanner.isDocumentMarker(at)) ||
    source.charCodeAt(at) === HASH
  )
}

/** Steps over line breaks and indentation; what they stand for between two words. */
function scanJoint(scanner: Scanner, start: number): string {
  const { source, limit } = scanner
  const first = breakText(source, scanner.at)
  scanner.skipBreak()
  let more = ''
  while (scanner.at < limit) {
    const { at } = scanner
    const code = source.charCodeAt(at)
    if (isBlank(code)) {
      if (code === TAB && at - scanner.lineStart <= scanner.indent)
        scanner.fail('found a tab character that violates indentation', start)
      scanner.at++
    } else if (breakLength(source, at) > 0) {
      more += breakText(source, at)
      scanner.skipBreak()
    } else break
  }
  return first === '\n' ? more || ' ' : first + more
}

/** The end of the words on this line: before `: `, ` #`, a line break or, in flow, one of `,?[]{}`. */
function endOfWords(source: string, start: number, isFlow: boolean): number {
  const isOrdinary = isFlow ? ordinaryInFlow : ordinary
  for (let at = start; ; at++) {
    const code = source.charCodeAt(at)
    if (code < 128 ? isOrdinary[code] === 1 : !isBreak(code)) continue
    if (code === COLON && !isBlankOrBreak(source, at + 1)) continue
    if (!isBlank(code)) return at
    const end = at
    at = afterBlanks(source, at)
    const next = source.charCodeAt(at)
    if (next === HASH || isBreak(next) || (next === COLON && isBlankOrBreak(source, at + 1))) return end
    if (isFlow && isFlowIndicator(next)) return end
  }
}

/** Characters that never end a plain scalar, by code. */
const ordinary = new Uint8Array(128)
const ordinaryInFlow = new Uint8Array(128)
for (let code = 0; code < 128; code++) {
  if (isBlank(code) || isBreak(code) || code === COLON) continue
  ordinary[code] = 1
  if (!isFlowIndicator(code)) ordinaryInFlow[code] = 1
}

function isFlowIndicator(code: number): boolean {
  return (
    code === COMMA ||
    code === QUESTION ||
    code === LEFT_BRACKET ||
    code === RIGHT_BRACKET ||
    code === LEFT_BRACE ||
    code === RIGHT_BRACE
  )
}

function isBlankOrBreak(source: string, at: number): boolean {
  const code = source.charCodeAt(at)
  return code === SPACE || code === TAB || isBreak(code)
}

function afterBlanks(source: string, start: number): number {
  let at = start
  while (isBlank(source.charCodeAt(at))) at++
  return at
}
