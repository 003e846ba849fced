import {
  BACKSLASH,
  breakLength,
  breakText,
  DOUBLE_QUOTE,
  hexValue,
  isBlank,
  isBreak,
  SINGLE_QUOTE
} from './characters.ts'
import type { Cursor } from './cursor.ts'
import { SCALAR } from './tokens.ts'

/** Scans a scalar in single or double quotes; lines fold into spaces, double quotes know escapes. */
export function scanQuoted(cursor: Cursor): void {
  const { source, at: start } = cursor
  const quote = source.charCodeAt(start)
  let text = ''
  cursor.at = start + 1
  for (;;) {
    if (cursor.at === cursor.lineStart && cursor.isDocumentMarker(cursor.at))
      cursor.fail('found unexpected document indicator', start)
    if (cursor.at >= cursor.limit) cursor.fail('found unexpected end of stream', start)
    text += scanWords(cursor, quote)
    const code = source.charCodeAt(cursor.at)
    if (code === quote && (quote === DOUBLE_QUOTE || source.charCodeAt(cursor.at + 1) !== SINGLE_QUOTE)) break
    if (code === quote) {
      text += "'"
      cursor.at += 2
    } else if (code === BACKSLASH && quote === DOUBLE_QUOTE) text += scanEscape(cursor, start)
    else text += scanFold(cursor, breakText(source, cursor.at))
  }
  cursor.at++
  cursor.push(SCALAR, start, cursor.at, text, quote === SINGLE_QUOTE ? 'single' : 'double')
}

/** What stands as it is: up to a quote, a backslash in double quotes, or the blanks at the end of a line. */
function scanWords(cursor: Cursor, quote: number): string {
  const { source, at: start } = cursor
  let at = start
  let end = start
  for (;;) {
    const code = source.charCodeAt(at)
    if (code === quote || (code === BACKSLASH && quote === DOUBLE_QUOTE)) {
      end = at
      break
    }
    if (isBreak(code)) break
    at++
    if (!isBlank(code)) end = at
  }
  cursor.at = at
  return source.slice(start, end)
}

/** Steps over line breaks and indentation: one break is a space, each further one a line feed. */
function scanFold(cursor: Cursor, first: string): string {
  cursor.skipBreak()
  const more = scanEmptyLines(cursor)
  return first === '\n' ? more || ' ' : first + more
}

function scanEmptyLines(cursor: Cursor): string {
  const { source, limit } = cursor
  let text = ''
  while (cursor.at < limit) {
    if (isBlank(source.charCodeAt(cursor.at))) cursor.at++
    else if (breakLength(source, cursor.at) > 0) {
      text += breakText(source, cursor.at)
      cursor.skipBreak()
    } else break
  }
  return text
}

function scanEscape(cursor: Cursor, start: number): string {
  const { source, at } = cursor
  if (breakLength(source, at + 1) > 0) {
    cursor.at++
    cursor.skipBreak()
    return scanEmptyLines(cursor)
  }
  const letter = source[at + 1] as string
  const length = lengths[letter]
  if (length === undefined) {
    const text = escapes[letter]
    if (text === undefined) cursor.fail('found unknown escape character', start)
    cursor.at += 2
    return text
  }
  cursor.at += 2
  let value = 0
  for (let digit = 0; digit < length; digit++) {
    const hex = hexValue(source.charCodeAt(cursor.at + digit))
    if (hex < 0) cursor.fail('did not find expected hexdecimal number', start)
    value = value * 16 + hex
  }
  if ((value >= 0xd800 && value <= 0xdfff) || value > 0x10ffff)
    cursor.fail('found invalid Unicode character escape code', start)
  cursor.at += length
  return String.fromCodePoint(value)
}

/** How many hexadecimal digits follow. */
const lengths: { readonly [letter: string]: number } = { x: 2, u: 4, U: 8 }

const escapes: { readonly [letter: string]: string } = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029'
}
