import { type Bounds, DAY_OF_MONTH, DAY_OF_WEEK, type FieldName, HOUR, MINUTE, MONTH } from './bounds.ts'
import type { CronField } from './cron-field.ts'
import type { CronSchedule, FieldSchedule } from './schedule.ts'

/** Whether the field holds a bare `*` or `?`, which alone makes it unrestricted (`1-31` and `*` with a step do not). */
export function isStar(field: CronField): boolean {
  return field.star
}

/** The seconds between the runs of `@every`, at least 1; nothing for other schedules. */
export function everySeconds(schedule: CronSchedule): number | undefined {
  return schedule.kind === 'every' ? schedule.seconds : undefined
}

/** Whether it runs every minute of some hours only, as `* 3 * * *` does. */
export function minuteStar(schedule: CronSchedule): schedule is FieldSchedule {
  return schedule.kind === 'fields' && schedule.minute.star && schedule.hour.values.size < 24
}

/** Whether both day fields are restricted, so that it runs on days which match either. */
export function dayFieldsOr(schedule: CronSchedule): schedule is FieldSchedule {
  return schedule.kind === 'fields' && !schedule.dayOfMonth.star && !schedule.dayOfWeek.star
}

/** Whether no date ever matches: 31 February, or a field which holds only commas. */
export function neverRuns(schedule: CronSchedule): boolean {
  if (schedule.kind === 'every') return false
  const { minute, hour, dayOfMonth, month, dayOfWeek } = schedule
  if (minute.values.size === 0 || hour.values.size === 0 || month.values.size === 0) return true
  const monthDay = someMonthHasDay(schedule)
  const weekDay = dayOfWeek.values.size > 0
  return !(dayOfMonth.star || dayOfWeek.star ? monthDay && weekDay : monthDay || weekDay)
}

/** A step which does not divide its field: the runs are not evenly spaced. */
export interface UnevenStep {
  readonly field: FieldName
  readonly text: string
  readonly step: number
  /** The field's numbers, upwards. */
  readonly values: readonly number[]
  /** From the last value to the first one of the next round (in a month of 31 days): never `step`. */
  readonly lastGap: number
}

/** Steps through a whole field which do not come out even, where the schedule goes on into the next round. */
export function unevenSteps(schedule: CronSchedule): UnevenStep[] {
  if (schedule.kind === 'every') return []
  const { minute, hour, dayOfMonth, month, dayOfWeek } = schedule
  const found: UnevenStep[] = []
  if (goesRound(hour, HOUR)) found.push(...unevenStep(minute, MINUTE))
  const monthDays = goesRound(dayOfMonth, DAY_OF_MONTH)
  const weekDays = goesRound(dayOfWeek, DAY_OF_WEEK)
  const daily = dayFieldsOr(schedule) ? monthDays || weekDays : monthDays && weekDays
  if (daily) found.push(...unevenStep(hour, HOUR))
  if (dayOfWeek.star) found.push(...unevenStep(dayOfMonth, DAY_OF_MONTH))
  found.push(...unevenStep(month, MONTH), ...unevenStep(dayOfWeek, DAY_OF_WEEK))
  return found
}

function unevenStep(field: CronField, { min, max }: Bounds): UnevenStep[] {
  const [part, ...others] = field.parts
  if (!part || others.length > 0 || part.step === 1) return []
  const size = max - min + 1
  const whole = part.high === max && part.low - min < part.step
  const values = [...field.values]
  const lastGap = size + part.low - (values.at(-1) ?? part.low)
  if (!whole || lastGap === part.step) return []
  return [{ field: field.name, text: field.text, step: part.step, values, lastGap }]
}

/** Whether some number is followed by the next one, so that the field below goes from its end to its beginning. */
function goesRound(field: CronField, { min, max }: Bounds): boolean {
  return [...field.values].some((value) => field.values.has(value === max ? min : value + 1))
}

const LONGEST = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function someMonthHasDay({ month, dayOfMonth }: FieldSchedule): boolean {
  const firstDay = Math.min(...dayOfMonth.values)
  return [...month.values].some((value) => firstDay <= (LONGEST[value - 1] ?? 0))
}
