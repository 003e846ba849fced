import type { Bounds, FieldName } from './bounds.ts'
import { type Flaw, flawIn, quote, type SchedulePiece } from './flaw.ts'
import { parseNumber } from './number.ts'

/** One of a schedule's five fields, as written and as the numbers which it holds. */
export interface CronField {
  readonly name: FieldName
  readonly text: string
  readonly values: ReadonlySet<number>
  /** Whether some part is `*` or `?` without a step above 1: only that leaves a day field unrestricted. */
  readonly star: boolean
  readonly parts: readonly CronPart[]
}

/** One part of a field's list: every `step`-th number from `low` to `high`. */
export interface CronPart {
  readonly low: number
  readonly high: number
  readonly step: number
  readonly star: boolean
}

/** The field, or the first thing wrong in it; empty parts of a list are skipped, as the server does. */
export function parseField(field: SchedulePiece, bounds: Bounds): CronField | Flaw {
  const parts: CronPart[] = []
  const values = new Set<number>()
  for (const match of field.text.matchAll(/[^,]+/g)) {
    const part = parsePart({ text: match[0], start: field.start + match.index }, bounds)
    if ('message' in part) return part
    parts.push(part)
    for (let value = part.low; value <= part.high; value += part.step) values.add(value)
  }
  return { name: bounds.name, text: field.text, values, star: parts.some(({ star }) => star), parts }
}

function parsePart(piece: SchedulePiece, bounds: Bounds): CronPart | Flaw {
  const [spanText = '', stepText, ...moreSteps] = piece.text.split('/')
  const span = parseSpan({ text: spanText, start: piece.start }, bounds)
  if ('message' in span) return span
  if (moreSteps.length > 0) return flawIn(piece, `${quote(piece.text)} has more than one slash`)
  if (stepText === '') return flawIn(piece, `${quote(piece.text)} has no number for its step`)
  if (stepText === undefined) return check(piece, { ...span, step: 1 }, bounds)

  const stepPiece = { text: stepText, start: piece.start + spanText.length + 1 }
  const step = parseNumber(stepPiece, { ...bounds, names: [] })
  if (typeof step !== 'number') return step
  if (step === 0) return flawIn(stepPiece, 'a step of 0 is invalid: the smallest step is 1')
  const high = spanText.includes('-') ? span.high : bounds.max
  return check(piece, { low: span.low, high, step, star: span.star && step === 1 }, bounds)
}

function parseSpan(span: SchedulePiece, bounds: Bounds): Omit<CronPart, 'step'> | Flaw {
  const [lowText = '', highText, ...more] = span.text.split('-')
  // Whatever follows a star, the server does not look at it: `*-5` is `*`.
  if (lowText === '*' || lowText === '?') return { low: bounds.min, high: bounds.max, star: true }

  if (lowText === '') return flawIn(span, `a number is missing before ${quote(span.text)}`)
  if (highText === '') return flawIn(span, `a number is missing after ${quote(span.text)}`)
  const low = parseNumber({ text: lowText, start: span.start }, bounds)
  if (typeof low !== 'number') return low
  if (highText === undefined) return { low, high: low, star: false }
  if (more.length > 0) return flawIn(span, `${quote(span.text)} has more than one hyphen`)
  const high = parseNumber({ text: highText, start: span.start + lowText.length + 1 }, bounds)
  if (typeof high !== 'number') return high
  return { low, high, star: false }
}

function check(piece: SchedulePiece, part: CronPart, bounds: Bounds): CronPart | Flaw {
  const { low, high } = part
  const { name, min, max } = bounds
  // A repair is only offered where no step has to be carried over to two ranges.
  const repaired = (repair: string) => (piece.text.includes('/') ? undefined : repair)

  if (name === 'day of week' && (low === 7 || high === 7)) {
    return flawIn(piece, '7 is not a day of the week: Sunday is 0', repaired(withoutSeven(low, high)))
  }
  if (name === 'hour' && low === 24 && high === 24) {
    return flawIn(piece, '24 is above 23, the largest hour: midnight is 0', repaired('0'))
  }
  const outside = [low, high].find((value) => value > max)
  if (outside !== undefined) return flawIn(piece, `${outside} is above ${max}, the largest ${name}`)
  if (low < min) return flawIn(piece, `${low} is below ${min}, the smallest ${name}`)
  if (low <= high) return part

  const named = /[a-z]/i.test(piece.text)
  const show = (value: number) => (named && bounds.names[value - min]) || `${value}`
  const span = (from: number, to: number) => (from === to ? show(from) : `${show(from)}-${show(to)}`)
  const repair = repaired(`${span(low, max)},${span(min, high)}`)
  const advice = repair === undefined ? 'a range must be ascending' : `write ${repair}`
  return flawIn(piece, `${quote(piece.text)} wraps around: ${advice}`, repair)
}

function withoutSeven(low: number, high: number): string {
  if (low === high) return '0'
  if (low === 7) return high === 0 ? '0' : `0-${high}`
  if (low === 0) return '0-6'
  return low === 6 ? '6,0' : `${low}-6,0`
}
