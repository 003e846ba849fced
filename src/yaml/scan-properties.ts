import { EXCLAMATION, GREATER, hexValue, isDigit, isWord, LESS, PERCENT } from './characters.ts'
import type { Cursor } from './cursor.ts'
import type { KubectlWords } from './fault.ts'
import { TAG, TAG_DIRECTIVE, type TagValue, VERSION_DIRECTIVE } from './tokens.ts'

/** Scans `&name` or `*name`. */
export function scanAnchor(cursor: Cursor, kind: number): void {
  const { source, at: start } = cursor
  cursor.at++
  skipWord(cursor)
  const name = source.slice(start + 1, cursor.at)
  if (name === '' || !(cursor.isBlankOrEnd(cursor.at) || afterName.includes(source[cursor.at] as string)))
    cursor.fail('did not find expected alphabetic or numeric character', start)
  cursor.push(kind, start, cursor.at, name)
}

const afterName = '?:,]}%@`'

/** Scans `!`, `!suffix`, `!handle!suffix` or `!<uri>`. */
export function scanTag(cursor: Cursor): void {
  const { source, at: start } = cursor
  let value: TagValue
  if (source.charCodeAt(start + 1) === LESS) {
    cursor.at += 2
    value = { handle: '', suffix: scanUri(cursor, start) }
    if (source.charCodeAt(cursor.at) !== GREATER) cursor.fail("did not find the expected '>'", start)
    cursor.at++
  } else {
    const handle = scanHandle(cursor, start)
    if (handle.length > 1 && handle.endsWith('!')) value = { handle, suffix: scanUri(cursor, start) }
    else {
      const suffix = scanUri(cursor, start, handle)
      value = suffix === '' ? { handle: '', suffix: '!' } : { handle: '!', suffix }
    }
  }
  if (!cursor.isBlankOrEnd(cursor.at)) cursor.fail('did not find expected whitespace or line break', start)
  cursor.push(TAG, start, cursor.at, '', 'plain', value)
}

function scanHandle(cursor: Cursor, start: number, isDirective = false): string {
  const { source, at } = cursor
  if (source.charCodeAt(at) !== EXCLAMATION) cursor.fail("did not find expected '!'", start)
  cursor.at++
  skipWord(cursor)
  if (source.charCodeAt(cursor.at) === EXCLAMATION) cursor.at++
  else if (isDirective && cursor.at > at + 1) cursor.fail("did not find expected '!'", start)
  return source.slice(at, cursor.at)
}

/** The rest of a tag, of which `head` has been read as if it were a handle. */
function scanUri(cursor: Cursor, start: number, head = ''): string {
  const { source } = cursor
  let uri = head.slice(1)
  let isThere = head !== ''
  for (;;) {
    const code = source.charCodeAt(cursor.at)
    if (code === PERCENT) uri += scanUriEscape(cursor, start)
    else if (isWord(code) || uriCharacters.includes(source[cursor.at] as string)) uri += source[cursor.at++]
    else break
    isThere = true
  }
  if (!isThere) cursor.fail('did not find expected tag URI', start)
  return uri
}

const uriCharacters = ";/?:@&=+$,.!~*'()[]"

/** One character as `%` and two hexadecimal digits for each of its bytes in UTF-8. */
function scanUriEscape(cursor: Cursor, start: number): string {
  const { source, at } = cursor
  const byte = (): number => {
    const [high, low] = [
      hexValue(source.charCodeAt(cursor.at + 1)),
      hexValue(source.charCodeAt(cursor.at + 2))
    ]
    if (source.charCodeAt(cursor.at) !== PERCENT || high < 0 || low < 0)
      cursor.fail('did not find URI escaped octet', start)
    return high * 16 + low
  }
  const first = byte()
  const more = first < 0x80 ? 0 : first >> 5 === 6 ? 1 : first >> 4 === 14 ? 2 : first >> 3 === 30 ? 3 : -1
  if (more < 0) cursor.fail('found an incorrect leading UTF-8 octet', start)
  cursor.at += 3
  for (let count = 0; count < more; count++) {
    if (byte() >> 6 !== 2) cursor.fail('found an incorrect trailing UTF-8 octet', start)
    cursor.at += 3
  }
  return more === 0 ? String.fromCharCode(first) : source.slice(at, cursor.at)
}

/** Scans a line that begins with `%`. */
export function scanDirective(cursor: Cursor): void {
  const { source, at: start } = cursor
  cursor.at++
  skipWord(cursor)
  const name = source.slice(start + 1, cursor.at)
  if (name === '') cursor.fail('could not find expected directive name', start)
  if (!cursor.isBlankOrEnd(cursor.at)) cursor.fail('found unexpected non-alphabetical character', start)
  if (name !== 'YAML' && name !== 'TAG') cursor.fail('found unknown directive name', start)
  cursor.skipBlanks()
  const version = name === 'YAML' ? scanVersion(cursor, start) : ''
  const tag = name === 'TAG' ? scanTagDirective(cursor, start) : undefined
  const end = cursor.at
  cursor.skipBlanks()
  cursor.skipComment()
  if (!cursor.skipBreak()) cursor.fail('did not find expected comment or line break', start)
  cursor.push(tag ? TAG_DIRECTIVE : VERSION_DIRECTIVE, start, end, version, 'plain', tag)
}

function scanVersion(cursor: Cursor, start: number): string {
  const number = (): number => {
    const from = cursor.at
    while (isDigit(cursor.source.charCodeAt(cursor.at))) {
      if (cursor.at - from === 2) cursor.fail('found extremely long version number', start)
      cursor.at++
    }
    if (cursor.at === from) cursor.fail('did not find expected version number', start)
    return Number(cursor.source.slice(from, cursor.at))
  }
  const major = number()
  const problem: KubectlWords = "did not find expected digit or '.' character"
  if (cursor.source[cursor.at] !== '.') cursor.fail(problem, start)
  cursor.at++
  return `${major}.${number()}`
}

function scanTagDirective(cursor: Cursor, start: number): TagValue {
  const handle = scanHandle(cursor, start, true)
  const handleEnd = cursor.at
  cursor.skipBlanks()
  if (cursor.at === handleEnd) cursor.fail('did not find expected whitespace', start)
  const suffix = scanUri(cursor, start)
  if (!cursor.isBlankOrEnd(cursor.at)) cursor.fail('did not find expected whitespace or line break', start)
  return { handle, suffix }
}

function skipWord(cursor: Cursor): void {
  while (isWord(cursor.source.charCodeAt(cursor.at))) cursor.at++
}
