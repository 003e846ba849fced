import { utf8Length } from './characters.ts'
import type { Fault } from './fault.ts'
import type { Range } from './positions.ts'
import { type JsonRead, readJson } from './read-json.ts'

/** A stretch of a text that kubectl reads for itself: what stands between two `---` lines, or one JSON object. */
export interface Piece extends Range {
  /** What was read already, since only reading tells where a JSON object ends. */
  readonly json?: JsonRead
  /** The `---` line before the piece. */
  readonly marker?: Marker
  /** Why the text, which looked like JSON, is read as YAML from here: kubectl says this if that fails, too. */
  readonly notJson?: Fault
  /** What stands behind `---` on the line that ends this piece, where kubectl refuses it, and this piece with it. */
  readonly separator?: Fault
}

/** A line that begins with `---`. kubectl leaves it in the piece behind it, unless there is something to cut before it. */
export interface Marker extends Range {
  readonly isKept: boolean
}

/** Cuts a text as kubectl does: it guesses JSON by a brace, and cuts YAML at lines that begin with `---`, blind to quotes. */
export function cut(text: string): Piece[] {
  const pieces: Piece[] = []
  if (!looksLikeJson(text)) {
    cutYaml(text, 0, undefined, pieces)
    return pieces
  }
  let start = 0
  for (;;) {
    const json = readJson(text, start)
    if (json === undefined) return pieces
    if (json.fault === undefined) {
      pieces.push({ start, end: json.end, json })
      start = json.end
      continue
    }
    const yaml = pieces.length > 1 ? -1 : startOfYaml(text, start)
    if (yaml >= 0) cutYaml(text, yaml, json.fault, pieces)
    else pieces.push({ start, end: text.length, json: pieces.length > 1 ? withoutOffset(json) : json })
    return pieces
  }
}

/** After two JSON values, kubectl names no offset. */
function withoutOffset({ fault, end }: JsonRead): JsonRead {
  const { kubectl = '', ...rest } = fault as Fault
  return { fault: { ...rest, kubectl: kubectl.replace(/^json: offset \d+: /, '') }, end }
}

function cutYaml(text: string, from: number, notJson: Fault | undefined, pieces: Piece[]) {
  let start = from
  let marker: Marker | undefined
  let guess = notJson
  const close = (end: number, separator?: Fault): boolean => {
    const isEmpty = end === start && !marker?.isKept
    if (isEmpty && separator === undefined) return false
    const extras = {
      ...(marker && { marker }),
      ...(guess && { notJson: guess }),
      ...(separator && { separator })
    }
    pieces.push({ start, end, ...extras })
    guess = undefined
    return !isEmpty
  }
  for (let line = firstSeparator(text, from); line >= 0; line = nextSeparator(text, line)) {
    const lineEnd = Math.min(endOfLine(text, line) + 1, text.length)
    const separator = separatorFault(text, line, lineEnd)
    const wasCut = close(line, separator)
    marker = { start: line, end: lineEnd, isKept: !wasCut && separator === undefined }
    start = lineEnd
  }
  close(text.length)
}

function firstSeparator(text: string, from: number): number {
  return text.startsWith('---', from) ? from : nextSeparator(text, from)
}

function nextSeparator(text: string, from: number): number {
  const found = text.indexOf('\n---', from)
  return found < 0 ? -1 : found + 1
}

function endOfLine(text: string, from: number): number {
  const found = text.indexOf('\n', from)
  return found < 0 ? text.length : found
}

function separatorFault(text: string, start: number, end: number): Fault | undefined {
  const rest = trimmed(text, start + 3, end)
  if (rest === '' || rest.startsWith('#')) return undefined
  const kubectl = `invalid Yaml document separator: ${rest}`
  const place = { start, end: start + 3 + text.slice(start + 3, end).trimEnd().length }
  return { code: 'BAD_SEPARATOR', message: kubectl, kubectl, ...place }
}

function trimmed(text: string, start: number, end: number): string {
  let [from, to] = [start, end]
  while (from < to && isGoSpace(text.charCodeAt(from))) from++
  while (to > from && isGoSpace(text.charCodeAt(to - 1))) to--
  return text.slice(from, to)
}

/** Whether the first character that is not blank, within what kubectl looks at, is a brace. */
function looksLikeJson(text: string): boolean {
  let at = 0
  while (at < 4096 && isGoSpace(text.charCodeAt(at))) at++
  return text[at] === '{' && utf8Length(text, 0, at) < 4096
}

/**
 * Where kubectl goes on in YAML when JSON has failed: behind blanks, up to and with the first line feed; -1 where it
 * does not, as fewer than four bytes are left.
 */
function startOfYaml(text: string, from: number): number {
  for (let at = from; ; at++) {
    const code = text.charCodeAt(at)
    if (utf8Length(text, at, Math.min(at + 4, text.length)) < 4 || code === 0xfffd) return -1
    if (!isGoSpace(code)) return at
    if (code === 10) return at + 1
  }
}

/** What Go's unicode.IsSpace says of a character. */
function isGoSpace(code: number): boolean {
  if (code < 0x100) return code === 32 || (code >= 9 && code <= 13) || code === 0x85 || code === 0xa0
  return (
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  )
}
