import {
  type CronSchedule,
  type DstEffect,
  dstEffect,
  type ZoneClock,
  zoneClock
} from '../../kubernetes/cron/index.ts'

/** The moment that next run times count from; remembers what it worked out: make one for each run of the linter. */
export interface Calendar {
  /** The present day in UTC, as in 2027-01-31. */
  readonly today: string
  /** What the next changes of the clocks in a zone do to a schedule. */
  readonly dstEffect: (schedule: CronSchedule, timeZone: string) => DstEffect
}

/** The calendar from `now` on, in epoch milliseconds; the core has no clock of its own. */
export function calendarFrom(now: number): Calendar {
  const clocks = new Map<string, ZoneClock | undefined>()
  const effects = new Map<string, DstEffect>()
  const clockOf = (timeZone: string) => {
    if (!clocks.has(timeZone)) clocks.set(timeZone, zoneClock(timeZone))
    return clocks.get(timeZone)
  }
  return {
    today: new Date(now).toISOString().slice(0, 10),
    dstEffect: (schedule, timeZone) => {
      const key = `${timeZone} ${identity(schedule)}`
      const clock = clockOf(timeZone)
      const effect = effects.get(key) ?? (clock ? dstEffect(schedule, clock, now) : {})
      effects.set(key, effect)
      return effect
    }
  }
}

/** The day that callers without a clock lint from, so that their findings are the same on every day. */
export const someDay = Date.UTC(2026, 0, 1)

function identity(schedule: CronSchedule): string {
  if (schedule.kind === 'every') return `@every ${schedule.seconds}`
  const { minute, hour, dayOfMonth, month, dayOfWeek } = schedule
  return [minute, hour, dayOfMonth, month, dayOfWeek].map(({ text }) => text).join(' ')
}
