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
import type { Scanner } from './scanner.ts'
import { SCALAR } from './tokens.ts'

/** Scans a scalar in single or double quotes; lines fold into spaces, double quotes know escapes. */
export function scanQuoted(scanner: Scanner): void {
  const { source, at: start } = scanner
  const quote = source.charCodeAt(start)
  let text = ''
  scanner.at = start + 1
  for (;;) {
    if (scanner.at === scanner.lineStart && scanner.isDocumentMarker(scanner.at))
      scanner.fail('found unexpected document indicator', start)
    if (scanner.at >= scanner.limit) scanner.fail('found unexpected end of stream', start)
    text += scanWords(scanner, quote)
    const code = source.charCodeAt(scanner.at)
    if (code === quote && (quote === DOUBLE_QUOTE || source.charCodeAt(scanner.at + 1) !== SINGLE_QUOTE))
      break
    if (code === quote) {
      text += "'"
      scanner.at += 2
    } else if (code === BACKSLASH && quote === DOUBLE_QUOTE) text += scanEscape(scanner, start)
    else text += scanFold(scanner, breakText(source, scanner.at))
  }
  scanner.at++
  scanner.push(SCALAR, start, scanner.at, text)
}

/** What stands as it is: up to a quote, a backslash in double quotes, or the blanks at the end of a line. */
function scanWords(scanner: Scanner, quote: number): string {
  const { source, at: start } = scanner
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
  scanner.at = at
  return source.slice(start, end)
}

/** Steps over line breaks and indentation: one break is a space, each further one a line feed. */
function scanFold(scanner: Scanner, first: string): string {
  scanner.skipBreak()
  const more = scanEmptyLines(scanner)
  return first === '\n' ? more || ' ' : first + more
}

function scanEmptyLines(scanner: Scanner): string {
  const { source, limit } = scanner
  let text = ''
  while (scanner.at < limit) {
    if (isBlank(source.charCodeAt(scanner.at))) scanner.at++
    else if (breakLength(source, scanner.at) > 0) {
      text += breakText(source, scanner.at)
      scanner.skipBreak()
    } else break
  }
  return text
}

function scanEscape(scanner: Scanner, start: number): string {
  const { source, at } = scanner
  if (breakLength(source, at + 1) > 0) {
    scanner.at++
    scanner.skipBreak()
    return scanEmptyLines(scanner)
  }
  const letter = source[at + 1] as string
  const length = lengths[letter]
  if (length === undefined) {
    const text = escapes[letter]
    if (text === undefined) scanner.fail('found unknown escape character', start)
    scanner.at += 2
    return text
  }
  scanner.at += 2
  let value = 0
  for (let digit = 0; digit < length; digit++) {
    const hex = hexValue(source.charCodeAt(scanner.at + digit))
    if (hex < 0) scanner.fail('did not find expected hexdecimal number', start)
    value = value * 16 + hex
  }
  if ((value >= 0xd800 && value <= 0xdfff) || value > 0x10ffff)
    scanner.fail('found invalid Unicode character escape code', start)
  scanner.at += length
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
