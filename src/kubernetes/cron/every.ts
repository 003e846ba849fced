import { type Flaw, flawIn, quote, type SchedulePiece } from './flaw.ts'

const NANOSECONDS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n
}
const LARGEST = 2n ** 63n

/** Whole seconds, at least 1, as Go's time.ParseDuration and robfig read the duration of `@every`. */
export function parseEvery(piece: SchedulePiece): number | Flaw {
  const unsigned = piece.text.replace(/^[+-]/, '')
  if (unsigned === '0') return 1
  if (unsigned === '') return notDuration(piece)

  let total = 0n
  for (const match of unsigned.matchAll(/([0-9]*)(\.[0-9]*)?([^.0-9]*)/g)) {
    const [whole, integer = '', fraction = '', unit = ''] = match
    if (whole === '') break
    if (integer === '' && fraction.length < 2) return notDuration(piece)
    const nanoseconds = Object.hasOwn(NANOSECONDS, unit) ? NANOSECONDS[unit] : undefined
    if (nanoseconds === undefined) return badUnit(piece, integer + fraction, unit)
    const digits = integer.replace(/^0+/, '')
    if (digits.length > 19) return tooLong(piece)
    total += BigInt(digits) * nanoseconds + partOf(nanoseconds, fraction.slice(1, 19))
    if (total > LARGEST) return tooLong(piece)
  }
  if (piece.text.startsWith('-')) return 1
  return total === LARGEST ? tooLong(piece) : Math.max(1, Number(total / 1_000_000_000n))
}

function partOf(nanoseconds: bigint, digits: string): bigint {
  return BigInt(Math.floor(Number(digits) * (Number(nanoseconds) / 10 ** digits.length)))
}

function notDuration(piece: SchedulePiece): Flaw {
  return flawIn(piece, `${quote(piece.text)} is not a duration`, inGoUnits(piece.text))
}

function tooLong(piece: SchedulePiece): Flaw {
  return flawIn(piece, `${quote(piece.text)} is longer than the 292 years that a duration can hold`)
}

function badUnit(piece: SchedulePiece, amount: string, unit: string): Flaw {
  if (unit === '') {
    return flawIn(piece, `${quote(piece.text)} has no unit: write ${quote(`${amount}m`)} for minutes`)
  }
  const message = `${quote(unit)} is not a unit of time: use h, m, s or ms`
  return flawIn(piece, message, inGoUnits(piece.text))
}

function inGoUnits(text: string): string | undefined {
  const [, amount, unit] = /^\s*([0-9]{1,4})\s*([a-z]{1,7})\s*$/i.exec(text) ?? []
  if (amount === undefined || unit === undefined) return undefined
  if (/^(h|hours?|hrs?)$/i.test(unit)) return `${amount}h`
  if (/^(m|mins?|minutes?)$/.test(unit)) return `${amount}m`
  if (/^(s|secs?|seconds?)$/i.test(unit)) return `${amount}s`
  if (/^(d|days?)$/i.test(unit)) return `${Number(amount) * 24}h`
  if (/^(w|weeks?)$/i.test(unit)) return `${Number(amount) * 168}h`
  return undefined
}
