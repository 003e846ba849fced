import { runAfter } from './next.ts'
import { neverRuns } from './questions.ts'
import { type CronSchedule, dayTimes, type FieldSchedule } from './schedule.ts'
import { zoneClock } from './zone-clock.ts'

/** How a schedule's runs are spaced: the seconds between neighbors, absent where there are fewer than two runs. */
export interface Gaps {
  readonly smallest?: number
  readonly largest?: number
  readonly runs: number
}

const DAY = 86_400

/**
 * The spacing of the runs in the `days` after `from` (epoch ms); 366 days hold every date.
 * Nothing where the zone is not known here.
 */
export function gaps(schedule: CronSchedule, from: number, timeZone: string, days = 366): Gaps | undefined {
  const clock = zoneClock(timeZone)
  if (!clock) return undefined
  if (neverRuns(schedule)) return { runs: 0 }
  const start = Math.floor(from / 1000)
  const end = start + days * DAY
  if (schedule.kind === 'every') return everyGaps(schedule.seconds, days * DAY)

  const day = plainDay(schedule)
  let smallest = Number.POSITIVE_INFINITY
  let largest = 0
  let runs = 0
  let last: number | undefined
  for (;;) {
    const run = runAfter(schedule, last ?? start, clock)
    if (run === undefined || run > end) break
    runs += 1
    if (last !== undefined) smallest = Math.min(smallest, run - last)
    if (last !== undefined) largest = Math.max(largest, run - last)
    last = run
    const midnight = run - day.first
    const tomorrow = midnight + DAY
    const offset = clock.offset(run)
    const first = (midnight + offset) % DAY === 0 && clock.offset(midnight) === offset
    // A day on which no clock changes is counted as a whole: `* * * * *` has half a million runs in a year.
    if (!first || tomorrow > end || clock.offset(tomorrow) !== offset) continue
    runs += day.runs - 1
    smallest = Math.min(smallest, day.smallest)
    largest = Math.max(largest, day.largest)
    last = midnight + day.last
  }
  return runs < 2 ? { runs } : { smallest, largest, runs }
}

function everyGaps(seconds: number, span: number): Gaps {
  const runs = Math.floor(span / seconds)
  return runs < 2 ? { runs } : { smallest: seconds, largest: seconds, runs }
}

/** The runs of a day on which the schedule runs and no clock changes: seconds since its midnight. */
function plainDay(schedule: FieldSchedule) {
  const times = dayTimes(schedule)
  const between = times.slice(1).map((time, index) => time - (times[index] ?? 0))
  const [first = 0] = times
  const last = times.at(-1) ?? 0
  return { runs: times.length, first, last, smallest: Math.min(...between), largest: Math.max(0, ...between) }
}
