import type { Explained, Line, SlipFix } from './slip.ts'

/** What ends a line for go-yaml; to be used from the start. */
export const lineEnds = /\r\n|[\n\r\u0085\u2028\u2029]/g

/** How many lines end before an offset. */
export function countLineEnds(text: string, offset: number): number {
  let count = 0
  for (const _ of text.slice(0, offset).matchAll(lineEnds)) count++
  return count
}

/** Reads a line by itself: dashes, key, colon and value, as far as one line shows them. */
export function readLine(index: number, number: number, start: number, text: string): Line {
  let at = 0
  while (text[at] === ' ') at++
  const indent = at
  const dashes: number[] = []
  while (text[at] === '-' && isBlank(text[at + 1])) {
    dashes.push(at++)
    while (at < text.length && isBlank(text[at])) at++
  }
  let bare = at
  while (bare < text.length && isBlank(text[bare])) bare++
  const kind =
    dashes.length > 0 ? 'code' : bare === text.length ? 'blank' : text[bare] === '#' ? 'comment' : 'code'
  const colon = kind === 'code' ? colonOf(text, at) : -1
  const line = { index, number, start, text, indent, kind, dashes, body: at } as const
  if (colon < 0) return { ...line, colon, value: text[at] === '#' ? text.length : at }
  let value = colon + 1
  while (value < text.length && isBlank(text[value])) value++
  if (text[value] === '#') value = text.length
  return { ...line, key: text.slice(at, colon).trimEnd(), colon, value }
}

/** The column of the colon that ends a key which begins at a column, or -1. */
function colonOf(text: string, from: number): number {
  const first = text[from]
  if (first === '[' || first === '{' || first === '#' || first === '|' || first === '>') return -1
  if (first === '"' || first === "'") {
    const close = closingQuote(text, from)
    if (close < 0) return -1
    let at = close + 1
    while (isBlank(text[at]) && at < text.length) at++
    return text[at] === ':' && isBlank(text[at + 1]) ? at : -1
  }
  for (let at = text.indexOf(':', from); at >= 0; at = text.indexOf(':', at + 1)) {
    if (!isBlank(text[at + 1])) continue
    const comment = commentFrom(text, from)
    return comment >= 0 && comment < at ? -1 : at
  }
  return -1
}

/** The index of the quote that closes the one at an index, in the same stretch of text; -1 if none does. */
export function closingQuote(text: string, open: number): number {
  const quote = text[open]
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === '\\' && quote === '"') at++
    else if (text[at] === quote) {
      if (quote !== "'" || text[at + 1] !== "'") return at
      at++
    }
  }
  return -1
}

/** Whether a character, or the end of a line, separates words. */
export function isBlank(character: string | undefined): boolean {
  return character === undefined || character === ' ' || character === '\t'
}

/** The column at which a comment begins behind a plain value; -1 if none does. */
export function commentFrom(text: string, from: number): number {
  for (let at = text.indexOf('#', from); at >= 0; at = text.indexOf('#', at + 1)) {
    if (at === from || isBlank(text[at - 1])) return at
  }
  return -1
}

/** A plain value or word from a column on, without the comment and the blanks behind it. */
export function plainFrom(line: Line, from: number): string {
  const comment = commentFrom(line.text, from)
  return line.text.slice(from, comment < 0 ? undefined : comment).trimEnd()
}

/** What follows the dashes and the key of a line, without the comment behind it. */
export function valueText(line: Line): string {
  return plainFrom(line, line.value)
}

/** Whether lines below may be nested in the last entry of a line: it has no value, or only an anchor or a tag. */
export function isOpen(line: Line): boolean {
  const value = valueText(line)
  return value === '' || /^(?:[&!][^\s]*(?:\s+|$)){1,2}$/.test(value)
}

/** The column of the last dash or key that begins on a line; text nested in it has to be indented further. */
export function innermost(line: Line): number {
  return line.colon >= 0 ? line.body : (line.dashes.at(-1) ?? line.indent)
}

/** Something to say about columns of a line; without columns, about all that is written on it. */
export function onLine(
  line: Line,
  { code, message, from, to, fix }: Saying & { readonly from?: number; readonly to?: number }
): Explained {
  const first = line.text.length - line.text.trimStart().length
  const start = from ?? first
  const end = Math.max(to ?? line.text.trimEnd().length, start)
  return { code, message, start: line.start + start, end: line.start + end, ...(fix && { fix }) }
}

export interface Saying {
  readonly code: string
  readonly message: string
  readonly fix?: SlipFix | undefined
}

/** Replaces the columns of one line. */
export function edit(line: Line, from: number, to: number, text: string) {
  return { start: line.start + from, end: line.start + to, text }
}

/** Text of the manifest as it may stand in a message: on one line, short, nothing invisible. */
export function shown(text: string): string {
  const cut = text.length > 50 ? `${text.slice(0, 47)}...` : text
  return cut.replace(
    /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`
  )
}
