import type { Field } from '../core/document/index.ts'
import { type Resource, writtenTiming } from '../core/manifest/index.ts'
import { type CronSchedule, frequency, neverRuns, nextRuns, zoneClock } from '../kubernetes/cron/index.ts'
import { duration } from '../text/index.ts'
import { type LifecycleFact, numberFact, wordFact } from './lifecycle-fact.ts'

/** What the spec of a CronJob says about its runs; next ones count from `now`. */
export function cronFacts({ kind, spec }: Resource, now: number): LifecycleFact[] {
  if (kind !== 'CronJob') return []
  return [
    ...scheduleFact(spec, now),
    ...zoneFact(spec),
    ...wordFact(spec.at('concurrencyPolicy'), 'Allow', {
      Allow: 'A run starts whether or not the last one has ended; nothing limits how many run at once.',
      Forbid:
        'While a run is active, no other run starts; one that comes due in the meantime starts late, right after it ends, unless startingDeadlineSeconds rules it out.',
      Replace:
        'A run that is still active is deleted when the next one is due, and its Pods may still be stopping beside that.'
    }),
    ...numberFact(spec.at('startingDeadlineSeconds'), undefined, missed),
    ...wordFact(spec.at('suspend'), 'false', {
      false: 'It runs as scheduled.',
      true: 'No run starts; running Jobs continue. When it is set to false, the last missed run starts immediately, unless startingDeadlineSeconds rules it out.'
    }),
    ...numberFact(spec.at('successfulJobsHistoryLimit'), 3, (count) => kept(count, 'succeeded')),
    ...numberFact(spec.at('failedJobsHistoryLimit'), 1, (count) => kept(count, 'failed'))
  ]
}

/** The next runs in words, by the clocks of the zone of the schedule; nothing where no time is known. */
export function nextInWords(spec: Field, now: number, count: number): string | undefined {
  const schedule = writtenTiming({ spec })?.schedule
  const zone = spec.at('timeZone')
  if (schedule?.kind !== 'fields' || (zone.exists && zone.text === undefined)) return undefined
  const name = zone.text ?? 'UTC'
  const clock = zoneClock(name)
  const wall = (run: number) => new Date(run + (clock?.offset(run / 1000) ?? 0) * 1000).toISOString()
  const runs = nextRuns(schedule, now, name, count).map((run) => wall(run).slice(0, 16).replace('T', ' '))
  if (runs.length === 0) return undefined
  return `${runs.join(', ')} ${zone.exists ? name : 'if the controller uses UTC'}`
}

function scheduleFact(spec: Field, now: number): LifecycleFact[] {
  const timing = writtenTiming({ spec })
  if (timing === undefined) return []
  const next = nextInWords(spec, now, 3)
  const means = [inWords(timing.schedule), ...(next === undefined ? [] : [`Next: ${next}.`])].join(' ')
  return [{ at: timing.at, value: timing.text, fallback: 'none, because it is required', means }]
}

function inWords(schedule: CronSchedule): string {
  if (schedule.kind === 'every')
    return `It runs every ${duration(schedule.seconds)}, counted from when the CronJob was created and then from each run.`
  if (neverRuns(schedule)) return 'It matches no date, so it never runs.'
  const often = frequency(schedule)
  return `${often[0]?.toUpperCase()}${often.slice(1)}.`
}

function zoneFact(spec: Field): LifecycleFact[] {
  const at = spec.at('timeZone')
  const fallback = 'the time zone of the controller'
  if (!at.exists) {
    const means = 'The schedule follows the local time of kube-controller-manager, which no manifest shows.'
    return [{ at, value: fallback, fallback, means }]
  }
  if (at.text === undefined || zoneClock(at.text) === undefined) return []
  return [
    {
      at,
      value: at.text,
      fallback,
      means: 'The schedule follows the clocks of this time zone, including daylight saving time.'
    }
  ]
}

function missed(seconds: number | undefined): string {
  if (seconds === undefined)
    return 'A run that could not start on time starts as soon as it can; of several missed runs, only the last one does.'
  if (seconds === 0) return 'No run ever starts, because the controller always acts a moment later.'
  return `A run that could not start within ${duration(seconds)} is skipped.`
}

function kept(count: number | undefined, what: string): string {
  if (count === 0) return `Jobs that ${what} are removed immediately, with their Pods and logs.`
  const newest = count === 1 ? 'The newest Job' : `The ${count} newest Jobs`
  return `${newest} that ${what} ${count === 1 ? 'is' : 'are'} kept; older ones are removed with their Pods and logs.`
}
