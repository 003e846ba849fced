import { dayMatches } from './next.ts'
import { neverRuns } from './questions.ts'
import { type CronSchedule, dayTimes, type FieldSchedule } from './schedule.ts'

const DAY = 86_400
// Four years hold every date, the 29th of February included; these begin with a leap year.
const FIRST_DAY = Date.UTC(2024, 0, 1) / 1000 / DAY
const DAYS = 1461

/** The seconds between the two runs that are closest, where clocks never change; nothing for a single run. */
export function shortestGap(schedule: CronSchedule): number | undefined {
  if (schedule.kind === 'every') return schedule.seconds
  const times = dayTimes(schedule)
  const days = runDays(schedule, period(schedule))
  const night = DAY + (times[0] ?? 0) - (times.at(-1) ?? 0)
  const gaps = [
    ...times.slice(1).map((time, index) => time - (times[index] ?? 0)),
    ...days.slice(1).map((day, index) => (day - (days[index] ?? 0) - 1) * DAY + night)
  ]
  return neverRuns(schedule) || gaps.length === 0 ? undefined : Math.min(...gaps)
}

/** How many runs are active at once when each takes `seconds`. */
export function mostAtOnce(schedule: CronSchedule, seconds: number): number {
  if (schedule.kind === 'every') return Math.ceil(seconds / schedule.seconds)
  const active: number[] = []
  let [ended, most, count] = [0, 0, 0]
  const days = Math.min(DAYS, period(schedule) + Math.ceil(seconds / DAY))
  for (const run of runs(schedule, days)) {
    while ((active[ended] ?? run) + seconds <= run) ended++
    active.push(run)
    most = Math.max(most, active.length - ended)
    if (++count > ENOUGH) break
  }
  return most
}

/** How often it runs, in words: `288 runs a day`, `1 run a month`. */
export function frequency(schedule: CronSchedule): string {
  const days = schedule.kind === 'every' ? DAYS : runDays(schedule).length
  const runsADay = schedule.kind === 'every' ? DAY / schedule.seconds : dayTimes(schedule).length
  const runsAYear = (days * runsADay) / 4
  const [unit, size] = PERIODS.find((period) => runsAYear / period[1] > 0.98) ?? ['year', 1]
  const count = runsAYear / size
  if (count < 0.98) return 'less than 1 run a year'
  const whole = Math.round(count)
  const isUneven = unit === 'day' && days < DAYS
  const about = isUneven || Math.abs(count - whole) > 0.02 * count ? 'about ' : ''
  return `${about}${whole} run${whole === 1 ? '' : 's'} a ${unit}`
}

/** On how many days of a year it runs, and on how many both its day fields match. */
export function daysAYear(schedule: FieldSchedule): { readonly either: number; readonly both: number } {
  const days = runDays(schedule)
  const both = days.filter((day) => {
    const date = dateOf(day)
    return (
      schedule.dayOfMonth.values.has(date.getUTCDate()) && schedule.dayOfWeek.values.has(date.getUTCDay())
    )
  })
  return { either: Math.round(days.length / 4), both: Math.round(both.length / 4) }
}

const ENOUGH = 50_000
const PERIODS: readonly (readonly [string, number])[] = [
  ['day', 365.25],
  ['week', 365.25 / 7],
  ['month', 12],
  ['year', 1]
]

/** The days that contain every pair of neighboring runs: two weeks where only the day of the week counts. */
function period({ dayOfMonth, month }: FieldSchedule): number {
  return dayOfMonth.star && month.values.size === 12 ? 14 : DAYS
}

/** The days on which it runs, of four years or of the first few of their days; counted from 1970. */
function runDays(schedule: FieldSchedule, length = DAYS): number[] {
  const every = Array.from({ length }, (_, index) => FIRST_DAY + index)
  const { dayOfMonth, month, dayOfWeek } = schedule
  if (dayOfMonth.star && dayOfWeek.star && month.values.size === 12) return every
  return every.filter((day) => {
    const date = dateOf(day)
    return month.values.has(date.getUTCMonth() + 1) && dayMatches(schedule, date)
  })
}

function* runs(schedule: FieldSchedule, days: number): Generator<number> {
  const times = dayTimes(schedule)
  for (const day of runDays(schedule, days)) {
    for (const time of times) yield day * DAY + time
  }
}

function dateOf(day: number): Date {
  return new Date(day * DAY * 1000)
}
