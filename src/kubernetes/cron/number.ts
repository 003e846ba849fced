import type { Bounds } from './bounds.ts'
import { type Flaw, flawIn, quote, type SchedulePiece } from './flaw.ts'

const LARGEST = 2n ** 63n - 1n
const LONG_NAMES: readonly RegExp[] = [
  /^(january|february|march|april|june|july|august|september|sept|october|november|december)$/i,
  /^(sunday|monday|tuesday|tues|wednesday|thursday|thur|thurs|friday|saturday)$/i
]
const FOREIGN: readonly { readonly pattern: RegExp; readonly message: string }[] = [
  {
    pattern: /^(l|\d{0,2}l|lw)$/i,
    message: 'is Quartz syntax for the last day: Kubernetes does not support L'
  },
  {
    pattern: /^\d{1,2}w$/i,
    message: 'is Quartz syntax for the nearest weekday: Kubernetes does not support W'
  },
  {
    pattern: /^\w{1,3}#\d$/,
    message: 'is Quartz syntax for the nth weekday of a month: Kubernetes does not support #'
  },
  { pattern: /^h(\(.{0,20}\))?$/i, message: 'is Jenkins syntax for "any": Kubernetes does not support H' }
]

/** The number or name as Go's strconv.Atoi and robfig read it, not yet held against the bounds. */
export function parseNumber(piece: SchedulePiece, bounds: Bounds): number | Flaw {
  const named = bounds.names.indexOf(piece.text.toUpperCase())
  if (named >= 0) return bounds.min + named
  if (!/^[+-]?[0-9]+$/.test(piece.text)) return notNumber(piece, bounds)

  const digits = piece.text.replace(/^[+-]?0*/, '')
  const size = digits.length > 19 ? LARGEST + 1n : BigInt(digits)
  if (size > LARGEST) return flawIn(piece, `${quote(piece.text)} is too large`)
  if (piece.text.startsWith('-') && size > 0n) return flawIn(piece, `${quote(piece.text)} is negative`)
  return Number(size)
}

function notNumber(piece: SchedulePiece, bounds: Bounds): Flaw {
  const shown = quote(piece.text)
  if (bounds.names.length > 0 && LONG_NAMES.some((pattern) => pattern.test(piece.text))) {
    const short = piece.text.slice(0, 3)
    const known = bounds.names.includes(short.toUpperCase())
    return flawIn(piece, `${shown} is too long: names have three letters`, known ? short : undefined)
  }
  const foreign = FOREIGN.find(({ pattern }) => pattern.test(piece.text))
  if (foreign) return flawIn(piece, `${shown} ${foreign.message}`)
  const names = bounds.names.length > 0 ? ` or name (${bounds.names[0]}, ${bounds.names[1]}, …)` : ''
  return flawIn(piece, `${shown} is not a number${names}`)
}
