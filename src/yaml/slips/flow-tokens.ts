import { closingQuote, isBlank } from './line.ts'
import type { Line } from './slip.ts'

/** A word or sign inside brackets; a quoted word over several lines is given with its first line only. */
export interface FlowToken {
  readonly kind: 'open' | 'close' | 'comma' | 'colon' | 'quoted' | 'plain'
  readonly line: Line
  readonly from: number
  readonly to: number
  /** Whether the quote of a quoted word is closed. */
  readonly closed: boolean
}

/** The tokens from a column on; `ends` says at which lines a quoted word has to be closed at the latest. */
export function* tokensFrom(
  first: Line,
  from: number,
  all: readonly Line[],
  ends: (next: Line) => boolean
): Generator<FlowToken> {
  let [index, column] = [first.index, from]
  while (index < all.length) {
    const line = all[index] as Line
    const token = tokenAt(line, column)
    if (token === undefined) [index, column] = [index + 1, 0]
    else if (token.closed) {
      yield token
      column = token.to
    } else {
      const close = closeBelow(line, column, all, ends)
      yield { ...token, closed: close !== undefined }
      if (close === undefined) return
      ;[index, column] = close
    }
  }
}

const signs: Readonly<Record<string, FlowToken['kind']>> = {
  '[': 'open',
  '{': 'open',
  ']': 'close',
  '}': 'close',
  ',': 'comma',
  ':': 'colon'
}

function tokenAt(line: Line, column: number): FlowToken | undefined {
  const { text } = line
  let from = column
  while (from < text.length && isBlank(text[from])) from++
  const first = text[from]
  if (first === undefined || (first === '#' && (from === 0 || isBlank(text[from - 1])))) return undefined
  const sign = signs[first]
  if (sign) return { kind: sign, line, from, to: from + 1, closed: true }
  if (first === '"' || first === "'") {
    const close = closingQuote(text, from)
    return { kind: 'quoted', line, from, to: close < 0 ? text.length : close + 1, closed: close >= 0 }
  }
  let to = from
  for (; to < text.length; to++) {
    const character = text[to] as string
    if (',[]{}'.includes(character) || (character === ':' && isBlank(text[to + 1]))) break
    if (character === '#' && isBlank(text[to - 1])) break
  }
  while (isBlank(text[to - 1])) to--
  return { kind: 'plain', line, from, to, closed: true }
}

function closeBelow(
  line: Line,
  open: number,
  all: readonly Line[],
  ends: (next: Line) => boolean
): readonly [index: number, column: number] | undefined {
  const quote = line.text[open] as string
  for (let index = line.index + 1; index < all.length; index++) {
    const next = all[index] as Line
    if (ends(next)) return undefined
    const close = closingQuote(quote + next.text, 0) - 1
    if (close >= 0) return [index, close + 1]
  }
  return undefined
}
