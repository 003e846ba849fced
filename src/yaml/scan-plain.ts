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
import type { Cursor } from './cursor.ts'
import { SCALAR } from './tokens.ts'

/** Scans a scalar without quotes, over as many lines as are indented for it. */
export function scanPlain(cursor: Cursor): void {
  const { source, at: start } = cursor
  const isFlow = cursor.flowLevel > 0
  let text = ''
  let end = start
  for (let joint = ''; ; joint = scanJoint(cursor, start)) {
    const isEnd = joint !== '' && isOver(cursor, isFlow)
    const lineEnd = isEnd ? cursor.at : endOfWords(source, cursor.at, isFlow)
    if (lineEnd === cursor.at) {
      cursor.keyAllowed = true
      break
    }
    text += joint + source.slice(cursor.at, lineEnd)
    end = lineEnd
    cursor.at = lineEnd
    cursor.skipBlanks()
    if (!isBreak(cursor.code())) break
  }
  cursor.push(SCALAR, start, end, text)
}

/** Whether the line that the scanner has come to belongs to the scalar no more. */
function isOver(cursor: Cursor, isFlow: boolean): boolean {
  const { source, at, lineStart, limit } = cursor
  const column = at - lineStart
  return (
    at >= limit ||
    (!isFlow && column <= cursor.indent) ||
    (column === 0 && cursor.isDocumentMarker(at)) ||
    source.charCodeAt(at) === HASH
  )
}

/** Steps over line breaks and indentation; what they stand for between two words. */
function scanJoint(cursor: Cursor, start: number): string {
  const { source, limit } = cursor
  const first = breakText(source, cursor.at)
  cursor.skipBreak()
  let more = ''
  while (cursor.at < limit) {
    const { at } = cursor
    const code = source.charCodeAt(at)
    if (isBlank(code)) {
      if (code === TAB && at - cursor.lineStart <= cursor.indent)
        cursor.fail('found a tab character that violates indentation', start)
      cursor.at++
    } else if (breakLength(source, at) > 0) {
      more += breakText(source, at)
      cursor.skipBreak()
    } else break
  }
  return first === '\n' ? more || ' ' : first + more
}

/** The end of the words on this line: before `: `, ` #`, a line break or, in flow, one of `,?[]{}`. */
function endOfWords(source: string, start: number, isFlow: boolean): number {
  for (let at = start; ; at++) {
    const code = source.charCodeAt(at)
    if (code !== COLON && !isBlank(code) && !isBreak(code) && !(isFlow && isFlowIndicator(code))) continue
    if (code === COLON && !isBlankOrBreak(source, at + 1)) continue
    if (!isBlank(code)) return at
    const end = at
    at = afterBlanks(source, at)
    const next = source.charCodeAt(at)
    if (next === HASH || isBreak(next) || (next === COLON && isBlankOrBreak(source, at + 1))) return end
    if (isFlow && isFlowIndicator(next)) return end
  }
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
