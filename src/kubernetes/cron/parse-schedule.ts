import { readDescriptor } from './descriptor.ts'
import { type Flaw, flawIn, type SchedulePiece } from './flaw.ts'
import { type CronSchedule, readFields } from './schedule.ts'

/** Why the API server refuses a schedule. */
export interface CronFault {
  readonly kind: 'fault'
  /** A clause to put after a colon: no capital, no full stop. */
  readonly message: string
  /** Offsets in the schedule. */
  readonly start: number
  readonly end: number
  /** A whole schedule which the server accepts and which was most likely meant. */
  readonly suggestion?: string
  /** What a TZ= or CRON_TZ= prefix named: its place is spec.timeZone. */
  readonly timeZone?: string
}

// unicode.IsSpace of Go, which is not JavaScript's \s.
const WORD = /[^\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g
const COUNTS = ['no', 'one', 'two', 'three', 'four', 'five', 'six']

/** Reads a schedule exactly as the API server does on creation; told apart by `kind`; never throws. */
export function parseCron(text: string): CronSchedule | CronFault {
  const read = readSchedule(text)
  if ('kind' in read) return read
  const { repair, ...fault } = read
  const suggestion = repair === undefined ? undefined : repaired(text, read)
  return { kind: 'fault', ...fault, ...(suggestion !== undefined && { suggestion }) }
}

/** A schedule may have several flaws: repairs each in turn, and gives up where one cannot be. */
function repaired(text: string, first: Flaw): string | undefined {
  let flaw = first
  let current = text
  for (let tries = 0; tries < 8 && current.length < 200; tries++) {
    if (flaw.repair === undefined) return undefined
    current = (current.slice(0, flaw.start) + flaw.repair + current.slice(flaw.end)).trim()
    const read = readSchedule(current)
    if ('kind' in read) return current
    flaw = read
  }
  return undefined
}

function readSchedule(text: string): CronSchedule | Flaw {
  if (text === '') return { message: 'it is empty', start: 0, end: 0 }
  const zone = text.indexOf('TZ')
  if (zone >= 0) return zoneFlaw(text, zone)
  if (text.startsWith('@')) return readDescriptor(text)

  const words = Array.from(text.matchAll(WORD), (match) => ({ text: match[0], start: match.index }))
  const [minute, hour, dayOfMonth, month, dayOfWeek, sixth] = words
  if (!minute || !hour || !dayOfMonth || !month || !dayOfWeek || sixth) return countFlaw(text, words)
  return readFields([minute, hour, dayOfMonth, month, dayOfWeek])
}

function zoneFlaw(text: string, index: number): Flaw {
  const [prefix, timeZone] = /^\s*(?:CRON_)?TZ=(\S*)/.exec(text) ?? []
  if (prefix === undefined) {
    return { message: 'the letters TZ are not allowed anywhere in a schedule', start: index, end: index + 2 }
  }
  const message = 'a time zone is not allowed here: it belongs in spec.timeZone'
  return { ...flawIn({ text: prefix, start: 0 }, message, ''), ...(timeZone && { timeZone }) }
}

function countFlaw(text: string, words: readonly SchedulePiece[]): Flaw {
  const whole = { text, start: 0 }
  const [first] = words
  const last = words.at(-1)
  if (!first || !last) return flawIn(whole, 'it is blank')
  if (first.text.startsWith('@')) {
    return flawIn(whole, `there must be no space before ${first.text}`, text.trim())
  }
  const count = COUNTS[words.length] ?? `${words.length}`
  if (words.length < 5) {
    const missing = 'five are required: minute, hour, day of month, month, day of week'
    return flawIn(whole, `${count} field${words.length === 1 ? '' : 's'} where ${missing}`)
  }
  if (words.length > 7) return flawIn(whole, `${count} fields where five are required`)
  if (/^[12][0-9]{3}/.test(last.text))
    return flawIn(last, `${count} fields: Kubernetes has no year field`, '')
  // Only a fixed second can be left out without changing how often the schedule runs.
  const seconds = /^[0-9]{1,2}$/.test(first.text) ? '' : undefined
  return flawIn(first, `${count} fields: Kubernetes has no seconds field`, seconds)
}
