import { neverRuns } from './questions.ts'
import type { CronSchedule, FieldSchedule } from './schedule.ts'
import { type ZoneClock, zoneClock } from './zone-clock.ts'

/**
 * The first run after `after` (both epoch ms), or nothing: none in five years, or the zone is not known here.
 * Follows robfig/cron v3.0.1's SpecSchedule.Next step by step, with all that it does when clocks change.
 */
export function nextRun(schedule: CronSchedule, after: number, timeZone: string): number | undefined {
  return nextRuns(schedule, after, timeZone, 1)[0]
}

/** The first `count` runs after `after` in epoch ms; fewer where there are no more. */
export function nextRuns(schedule: CronSchedule, after: number, timeZone: string, count: number): number[] {
  const runs: number[] = []
  if (neverRuns(schedule)) return runs
  const clock = zoneClock(timeZone)
  let last = Math.floor(after / 1000)
  while (clock && runs.length < count) {
    const run = runAfter(schedule, last, clock)
    if (run === undefined) break
    runs.push(run * 1000)
    last = run
  }
  return runs
}

/** The first run after `after`, both in whole epoch seconds; slow for a schedule that never runs. */
export function runAfter(schedule: CronSchedule, after: number, clock: ZoneClock): number | undefined {
  if (!(Math.abs(after) < LATEST)) return undefined
  const run = schedule.kind === 'every' ? after + schedule.seconds : search(schedule, after, clock)
  // Where a change at 00:01 takes robfig back in time (St John's, up to 2011), it finds the same run forever.
  return run !== undefined && run > after ? run : undefined
}

// Near the end of what a Date can hold.
const LATEST = 8e12
const DAY = 86_400
const HOUR = 3600
const MINUTE = 60
const YEARS = 5
// Five years have fewer steps; robfig itself loops forever where a whole day was left out (Apia 2011).
const STEPS = 10_000

function search(schedule: FieldSchedule, after: number, clock: ZoneClock): number | undefined {
  const { minute, hour, month } = schedule
  const wall = (time: number) => new Date((time + clock.offset(time)) * 1000)
  const hourOf = (time: number) => Math.floor(modulo(time + clock.offset(time), DAY) / HOUR)
  const minuteOf = (time: number) => Math.floor(modulo(time + clock.offset(time), HOUR) / MINUTE)
  let time = after + 1
  let steps = 0
  let started = false
  const lastYear = wall(time).getUTCFullYear() + YEARS

  // A field that wraps starts again from the month; one that does not leaves those before it unchecked.
  wrap: while (wall(time).getUTCFullYear() <= lastYear) {
    while (!month.values.has(wall(time).getUTCMonth() + 1)) {
      if (++steps > STEPS) return undefined
      if (!started) time = startOf(wall(time), clock, 'month')
      started = true
      time = shifted(wall(time), clock, { months: 1, days: 0 })
      if (wall(time).getUTCMonth() === 0) continue wrap
    }
    while (!dayMatches(schedule, wall(time))) {
      if (++steps > STEPS) return undefined
      if (!started) time = startOf(wall(time), clock, 'day')
      started = true
      time = shifted(wall(time), clock, { months: 0, days: 1 })
      const astray = hourOf(time)
      if (astray !== 0) time += (astray > 12 ? 24 - astray : -astray) * HOUR
      if (wall(time).getUTCDate() === 1) continue wrap
    }
    while (!hour.values.has(hourOf(time))) {
      if (++steps > STEPS) return undefined
      if (!started) time = startOf(wall(time), clock, 'hour')
      started = true
      time += HOUR
      if (hourOf(time) === 0) continue wrap
    }
    while (!minute.values.has(minuteOf(time))) {
      if (++steps > STEPS) return undefined
      if (!started) time -= modulo(time, MINUTE)
      started = true
      time += MINUTE
      if (minuteOf(time) === 0) continue wrap
    }
    const second = modulo(time + clock.offset(time), MINUTE)
    if (second === 0) return time
    started = true
    time += MINUTE - second
  }
  return undefined
}

/** Whether the day fields match: where both are restricted, one is enough. */
export function dayMatches({ dayOfMonth, dayOfWeek }: FieldSchedule, wall: Date): boolean {
  const monthDay = dayOfMonth.values.has(wall.getUTCDate())
  const weekDay = dayOfWeek.values.has(wall.getUTCDay())
  return dayOfMonth.star || dayOfWeek.star ? monthDay && weekDay : monthDay || weekDay
}

function startOf(wall: Date, clock: ZoneClock, unit: 'month' | 'day' | 'hour'): number {
  const day = unit === 'month' ? 1 : wall.getUTCDate()
  const hour = unit === 'hour' ? wall.getUTCHours() : 0
  return clock.at(Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth(), day, hour) / 1000)
}

/** Go's AddDate: the same wall time in another month or on another day. */
function shifted(wall: Date, clock: ZoneClock, by: { months: number; days: number }): number {
  const moved = new Date(wall)
  moved.setUTCMonth(wall.getUTCMonth() + by.months, wall.getUTCDate() + by.days)
  return clock.at(moved.getTime() / 1000)
}

function modulo(value: number, size: number): number {
  return ((value % size) + size) % size
}
