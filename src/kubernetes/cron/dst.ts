import { dayMatches, runAfter } from './next.ts'
import { neverRuns } from './questions.ts'
import { type CronSchedule, dayTimes, type FieldSchedule } from './schedule.ts'
import { type DstTransition, type ZoneClock, zoneClock } from './zone-clock.ts'

/** What the next changes of the clocks do to a schedule; either is absent where they do no harm. */
export interface DstEffect {
  readonly lost?: LostRun
  readonly repeated?: RepeatedRun
}

/** A run that the schedule names and that never happens; `wall` is what the clocks would show: `2026-03-29 02:30`. */
export interface LostRun {
  readonly wall: string
  readonly change: DstTransition
}

/** A run too many: `first` and `second` in epoch ms, `wall` what the clocks show at the second. */
export interface RepeatedRun {
  readonly wall: string
  readonly first: number
  readonly second: number
  readonly change: DstTransition
}

const DAY = 86_400
const YEAR = 366

/**
 * The next run that is lost and the next that happens twice as clocks change in the `days` after `from` (epoch ms).
 * The zone is a name or, for many questions about one zone, its clock. Runs which simply go on evenly in elapsed time, as hourly ones do, are neither.
 */
export function dstEffect(
  schedule: CronSchedule,
  timeZone: string | ZoneClock,
  from: number,
  days = 366
): DstEffect {
  const clock = typeof timeZone === 'string' ? zoneClock(timeZone) : timeZone
  if (!clock || schedule.kind === 'every' || neverRuns(schedule)) return {}
  let effect: DstEffect = {}
  for (const change of clock.changes(from / 1000, from / 1000 + days * DAY)) {
    if (effect.lost && effect.repeated) break
    if (goesOnEvenly(schedule, change)) continue
    effect = { ...effectOf(schedule, change, clock), ...effect }
  }
  return effect
}

/** Whether it runs every hour of every day, so that a change by whole hours cannot matter. */
function goesOnEvenly(
  { hour, dayOfMonth, dayOfWeek }: FieldSchedule,
  { before, after }: DstTransition
): boolean {
  return hour.values.size === 24 && dayOfMonth.star && dayOfWeek.star && (after - before) % 3600 === 0
}

/** Compares the runs around a change with those of a calendar without one. */
function effectOf(schedule: FieldSchedule, change: DstTransition, clock: ZoneClock): DstEffect {
  const firstDay = Math.floor((change.at / 1000 + Math.min(change.before, change.after)) / DAY)
  // robfig also loses runs later on the day, and on the day after, where clocks change by half an hour.
  const endWall = (firstDay + 2) * DAY
  const expected = expectedWalls(schedule, firstDay, endWall)
  const [before] = expected
  if (before === undefined || expected.length === 1) return {}

  const runs = runsUntil(schedule, clock, clock.at(before), endWall)
  const lost = lostRun(expected, runs)
  const repeated = repeatedRun(
    expected,
    runs.filter(({ wall }) => wall < endWall)
  )
  return {
    ...(lost !== undefined && { lost: { wall: show(lost), change } }),
    ...(repeated && { repeated: { ...repeated, change } })
  }
}

interface Run {
  readonly time: number
  readonly wall: number
}

function lostRun(expected: readonly number[], runs: readonly Run[]): number | undefined {
  const walls = new Set(runs.map(({ wall }) => wall))
  return expected.find((wall, index) => {
    if (walls.has(wall)) return false
    const next = runs.findIndex((run) => run.wall > wall)
    return next < 0 || distance(runs, next) > wall - (expected[index - 1] ?? wall)
  })
}

function repeatedRun(
  expected: readonly number[],
  runs: readonly Run[]
): Omit<RepeatedRun, 'change'> | undefined {
  const spacing = new Map(expected.map((wall, index) => [wall, wall - (expected[index - 1] ?? 0)]))
  const seen = new Map<number, number>()
  for (const [index, { time, wall }] of runs.entries()) {
    const usual = spacing.get(wall)
    const extra = seen.has(wall) || usual === undefined
    if (extra && distance(runs, index) < (usual ?? Number.POSITIVE_INFINITY)) {
      const first = seen.get(wall) ?? runs[index - 1]?.time ?? time
      return { wall: show(wall), first: first * 1000, second: time * 1000 }
    }
    seen.set(wall, time)
  }
  return undefined
}

function distance(runs: readonly Run[], index: number): number {
  return (runs[index]?.time ?? 0) - (runs[index - 1]?.time ?? Number.NEGATIVE_INFINITY)
}

/** The walls from `firstDay` to `endWall` at which the schedule should run, after the last one before them. */
function expectedWalls(schedule: FieldSchedule, firstDay: number, endWall: number): number[] {
  const times = dayTimes(schedule)
  const matches = (day: number) => {
    const date = new Date(day * DAY * 1000)
    return schedule.month.values.has(date.getUTCMonth() + 1) && dayMatches(schedule, date)
  }
  let before = firstDay - 1
  while (before > firstDay - YEAR && !matches(before)) before--
  const walls = [before * DAY + (times.at(-1) ?? 0)]
  for (let day = firstDay; day * DAY < endWall; day++) {
    if (matches(day)) walls.push(...times.map((time) => day * DAY + time))
  }
  return walls
}

function runsUntil(schedule: FieldSchedule, clock: ZoneClock, first: number, endWall: number): Run[] {
  const runs: Run[] = []
  let time: number | undefined = first
  while (time !== undefined) {
    const wall = time + clock.offset(time)
    runs.push({ time, wall })
    if (wall >= endWall) break
    time = runAfter(schedule, time, clock)
  }
  return runs
}

function show(wall: number): string {
  return new Date(wall * 1000).toISOString().slice(0, 16).replace('T', ' ')
}
