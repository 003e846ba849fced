import { isTimeZone } from './time-zone.ts'

/** A change of a zone's clocks: `at` in epoch milliseconds, offsets in seconds east of UTC. */
export interface DstTransition {
  readonly at: number
  readonly before: number
  readonly after: number
}

/** A zone's offsets; times are in epoch seconds. Remembers what it looked up: make one for each question. */
export interface ZoneClock {
  /** Seconds east of UTC. */
  offset(time: number): number
  /** The moment when the clocks show this wall time, chosen in gaps and folds as Go's time.Date does. */
  at(wall: number): number
  changes(from: number, to: number): Iterable<DstTransition>
}

interface Chunk {
  readonly change: number
  readonly before: number
  readonly after: number
}

// No zone has changed its clocks twice in so few days.
const CHUNK = 4 * 86_400
const TEN_YEARS = 3653 * 86_400_000

/** Every change from `from` to `to` (epoch ms), ten years at most; none for a zone the runtime does not know. */
export function dstTransitions(timeZone: string, from: number, to: number): DstTransition[] {
  const clock = zoneClock(timeZone)
  return clock ? [...clock.changes(from / 1000, Math.min(to, from + TEN_YEARS) / 1000)] : []
}

/** The zone's clock, or nothing where the server or this runtime does not know the zone. */
export function zoneClock(timeZone: string): ZoneClock | undefined {
  const lookUp = offsets(timeZone)
  if (!lookUp) return undefined
  const chunks = new Map<number, Chunk>()
  const chunkAt = (index: number) => {
    const known = chunks.get(index)
    if (known) return known
    const chunk = readChunk(index * CHUNK, lookUp)
    chunks.set(index, chunk)
    return chunk
  }
  const offset = (time: number) => {
    const chunk = chunkAt(Math.floor(time / CHUNK))
    return time < chunk.change ? chunk.before : chunk.after
  }
  return {
    offset,
    at: (wall) => wall - offset(wall - offset(wall)),
    *changes(from, to) {
      for (let index = Math.floor(from / CHUNK); index * CHUNK < to; index++) {
        const { change, before, after } = chunkAt(index)
        if (change >= from && change < to) yield { at: change * 1000, before, after }
      }
    }
  }
}

function readChunk(start: number, lookUp: (time: number) => number): Chunk {
  const before = lookUp(start)
  const after = lookUp(start + CHUNK)
  if (before === after) return { change: Number.POSITIVE_INFINITY, before, after }
  let low = start
  let high = start + CHUNK
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (lookUp(middle) === before) low = middle
    else high = middle
  }
  return { change: high, before, after }
}

function offsets(timeZone: string): ((time: number) => number) | undefined {
  if (!isTimeZone(timeZone)) return undefined
  if (ALWAYS_UTC.has(timeZone)) return () => 0
  const format = formatOf(timeZone === 'posixrules' ? 'America/New_York' : timeZone)
  return format && ((time) => readOffset(format.format(time * 1000)))
}

// Factory is the zone of a machine that was never set up: Intl does not know it.
const ALWAYS_UTC: ReadonlySet<string> = new Set(['UTC', 'Etc/UTC', 'Factory'])

function formatOf(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  } catch (error) {
    // Intl has no other way to say that its zone data are older than ours.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** `1/15/2026, GMT+05:30` → 19800. */
function readOffset(text: string): number {
  const [, sign, hours, minutes, seconds] = /([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(text) ?? []
  const size = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0)
  return sign === '-' ? -size : size
}
