import { DAY_OF_MONTH, DAY_OF_WEEK, HOUR, MINUTE, MONTH } from './bounds.ts'
import { type CronField, parseField } from './cron-field.ts'
import type { Flaw, SchedulePiece } from './flaw.ts'

/** A schedule that the API server accepts: five fields, or a fixed distance. */
export type CronSchedule = FieldSchedule | EverySchedule

/** Five fields; a descriptor such as `@daily` has those that it means. */
export interface FieldSchedule {
  readonly kind: 'fields'
  readonly minute: CronField
  readonly hour: CronField
  readonly dayOfMonth: CronField
  readonly month: CronField
  readonly dayOfWeek: CronField
}

/** `@every`: runs follow each other after `seconds`, counted from the CronJob's creation. */
export interface EverySchedule {
  readonly kind: 'every'
  readonly seconds: number
}

/** The schedule which five words make, or the first thing wrong in them. */
export function readFields(
  words: readonly [SchedulePiece, SchedulePiece, SchedulePiece, SchedulePiece, SchedulePiece]
): FieldSchedule | Flaw {
  const minute = parseField(words[0], MINUTE)
  if ('message' in minute) return minute
  const hour = parseField(words[1], HOUR)
  if ('message' in hour) return hour
  const dayOfMonth = parseField(words[2], DAY_OF_MONTH)
  if ('message' in dayOfMonth) return dayOfMonth
  const month = parseField(words[3], MONTH)
  if ('message' in month) return month
  const dayOfWeek = parseField(words[4], DAY_OF_WEEK)
  if ('message' in dayOfWeek) return dayOfWeek
  return { kind: 'fields', minute, hour, dayOfMonth, month, dayOfWeek }
}

/** The times of day at which it runs, in seconds since midnight, upwards. */
export function dayTimes({ hour, minute }: FieldSchedule): number[] {
  const times = [...hour.values].flatMap((hours) => [...minute.values].map((minutes) => hours * 60 + minutes))
  return times.map((time) => time * 60).sort((a, b) => a - b)
}
