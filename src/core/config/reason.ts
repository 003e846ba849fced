import { printable } from '../../text/index.ts'

/** Why findings are suppressed, and the last day on which they are. */
export interface Reason {
  readonly reason?: string
  readonly until?: string
  /** What follows `until` where that is not a date: then nothing is suppressed, rather than forever. */
  readonly badDay?: string
}

/** A reason as it is written: `the queue is being replaced`, `until 2027-01-31: the queue is being replaced`. */
export function readReason(written: string): Reason {
  const text = printable(written.trim().replace(/\s+/g, ' '))
  const [, day, rest = ''] = /^until\b ?([^ :]*) ?:? ?(.*)$/is.exec(text) ?? []
  if (day === undefined) return text === '' ? {} : { reason: text }
  const reason = rest === '' ? {} : { reason: rest }
  return isDay(day) ? { ...reason, until: day } : { ...reason, badDay: day }
}

/** Whether a text is a day of the calendar, as in 2027-01-31. */
export function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}
