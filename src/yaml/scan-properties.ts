import { EXCLAMATION, GREATER, hexValue, isDigit, isWord, LESS, PERCENT } from './characters.ts'
import type { Problem } from './fault.ts'
import type { Scanner } from './scanner.ts'
import { TAG, TAG_DIRECTIVE, VERSION_DIRECTIVE } from './tokens.ts'

/** The value of a tag token or a `%TAG` directive: `!!str` is the handle `!!` and the suffix `str`. */
export interface TagValue {
  readonly handle: string
  readonly suffix: string
}

/** Scans `&name` or `*name`. */
export function scanAnchor(scanner: Scanner, kind: number): void {
  const { source, at: start } = scanner
  scanner.at++
  skipWord(scanner)
  const name = source.slice(start + 1, scanner.at)
  if (name === '' || !(scanner.isBlankOrEnd(scanner.at) || afterName.includes(source[scanner.at] as string)))
    scanner.fail('did not find expected alphabetic or numeric character', start)
  scanner.push(kind, start, scanner.at, name)
}

const afterName = '?:,]}%@`'

/** Scans `!`, `!suffix`, `!handle!suffix` or `!<uri>`. */
export function scanTag(scanner: Scanner): void {
  const { source, at: start } = scanner
  let value: TagValue
  if (source.charCodeAt(start + 1) === LESS) {
    scanner.at += 2
    value = { handle: '', suffix: scanUri(scanner, start) }
    if (source.charCodeAt(scanner.at) !== GREATER) scanner.fail("did not find the expected '>'", start)
    scanner.at++
  } else {
    const handle = scanHandle(scanner, start)
    if (handle.length > 1 && handle.endsWith('!')) value = { handle, suffix: scanUri(scanner, start) }
    else {
      const suffix = scanUri(scanner, start, handle)
      value = suffix === '' ? { handle: '', suffix: '!' } : { handle: '!', suffix }
    }
  }
  if (!scanner.isBlankOrEnd(scanner.at)) scanner.fail('did not find expected whitespace or line break', start)
  scanner.push(TAG, start, scanner.at, value)
}

function scanHandle(scanner: Scanner, start: number, isDirective = false): string {
  const { source, at } = scanner
  if (source.charCodeAt(at) !== EXCLAMATION) scanner.fail("did not find expected '!'", start)
  scanner.at++
  skipWord(scanner)
  if (source.charCodeAt(scanner.at) === EXCLAMATION) scanner.at++
  else if (isDirective && scanner.at > at + 1) scanner.fail("did not find expected '!'", start)
  return source.slice(at, scanner.at)
}

/** The rest of a tag, of which `head` has been read as if it were a handle. */
function scanUri(scanner: Scanner, start: number, head = ''): string {
  const { source } = scanner
  let uri = head.slice(1)
  let isThere = head !== ''
  for (;;) {
    const code = source.charCodeAt(scanner.at)
    if (code === PERCENT) uri += scanUriEscape(scanner, start)
    else if (isWord(code) || uriCharacters.includes(source[scanner.at] as string)) uri += source[scanner.at++]
    else break
    isThere = true
  }
  if (!isThere) scanner.fail('did not find expected tag URI', start)
  return uri
}

const uriCharacters = ";/?:@&=+$,.!~*'()[]"

/** One character as `%` and two hexadecimal digits for each of its bytes in UTF-8. */
function scanUriEscape(scanner: Scanner, start: number): string {
  const { source, at } = scanner
  const byte = (): number => {
    const [high, low] = [
      hexValue(source.charCodeAt(scanner.at + 1)),
      hexValue(source.charCodeAt(scanner.at + 2))
    ]
    if (source.charCodeAt(scanner.at) !== PERCENT || high < 0 || low < 0)
      scanner.fail('did not find URI escaped octet', start)
    return high * 16 + low
  }
  const first = byte()
  const more = first < 0x80 ? 0 : first >> 5 === 6 ? 1 : first >> 4 === 14 ? 2 : first >> 3 === 30 ? 3 : -1
  if (more < 0) scanner.fail('found an incorrect leading UTF-8 octet', start)
  scanner.at += 3
  for (let count = 0; count < more; count++) {
    if (byte() >> 6 !== 2) scanner.fail('found an incorrect trailing UTF-8 octet', start)
    scanner.at += 3
  }
  return more === 0 ? String.fromCharCode(first) : source.slice(at, scanner.at)
}

/** Scans a line that begins with `%`. */
export function scanDirective(scanner: Scanner): void {
  const { source, at: start } = scanner
  scanner.at++
  skipWord(scanner)
  const name = source.slice(start + 1, scanner.at)
  if (name === '') scanner.fail('could not find expected directive name', start)
  if (!scanner.isBlankOrEnd(scanner.at)) scanner.fail('found unexpected non-alphabetical character', start)
  if (name !== 'YAML' && name !== 'TAG') scanner.fail('found unknown directive name', start)
  scanner.skipBlanks()
  const value = name === 'YAML' ? scanVersion(scanner, start) : scanTagDirective(scanner, start)
  const end = scanner.at
  scanner.skipBlanks()
  scanner.skipComment()
  if (!scanner.skipBreak()) scanner.fail('did not find expected comment or line break', start)
  scanner.push(name === 'YAML' ? VERSION_DIRECTIVE : TAG_DIRECTIVE, start, end, value)
}

function scanVersion(scanner: Scanner, start: number): string {
  const number = (): number => {
    const from = scanner.at
    while (isDigit(scanner.source.charCodeAt(scanner.at))) {
      if (scanner.at - from === 2) scanner.fail('found extremely long version number', start)
      scanner.at++
    }
    if (scanner.at === from) scanner.fail('did not find expected version number', start)
    return Number(scanner.source.slice(from, scanner.at))
  }
  const major = number()
  const problem: Problem = "did not find expected digit or '.' character"
  if (scanner.source[scanner.at] !== '.') scanner.fail(problem, start)
  scanner.at++
  return `${major}.${number()}`
}

function scanTagDirective(scanner: Scanner, start: number): TagValue {
  const handle = scanHandle(scanner, start, true)
  const handleEnd = scanner.at
  scanner.skipBlanks()
  if (scanner.at === handleEnd) scanner.fail('did not find expected whitespace', start)
  const suffix = scanUri(scanner, start)
  if (!scanner.isBlankOrEnd(scanner.at)) scanner.fail('did not find expected whitespace or line break', start)
  return { handle, suffix }
}

function skipWord(scanner: Scanner): void {
  while (isWord(scanner.source.charCodeAt(scanner.at))) scanner.at++
}
