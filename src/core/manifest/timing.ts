import {
  type CronSchedule,
  minuteStar,
  neverRuns,
  parseCron,
  shortestGap
} from '../../kubernetes/cron/index.ts'
import type { Field } from '../document/index.ts'
import type { Resource } from './resource.ts'

/** When a CronJob runs: where that is written, the text, and how the API server reads it. */
export interface Timing {
  readonly at: Field
  readonly text: string
  readonly schedule: CronSchedule
}

/** The timing of a CronJob that runs; none where it is suspended, unknown, refused, or never comes. */
export function timingOf(resource: Pick<Resource, 'spec'>): Timing | undefined {
  const timing = mayBeSuspended(resource) ? undefined : writtenTiming(resource)
  return timing && !neverRuns(timing.schedule) ? timing : undefined
}

/** The timing as it is written, whether or not any run comes of it. */
export function writtenTiming({ spec }: Pick<Resource, 'spec'>): Timing | undefined {
  const at = spec.at('schedule')
  const { text } = at
  const schedule = text === undefined ? undefined : parseCron(text)
  return text === undefined || !schedule || schedule.kind === 'fault' ? undefined : { at, text, schedule }
}

/** Whether it is suspended, or may be once a placeholder is filled in. */
export function mayBeSuspended({ spec }: Pick<Resource, 'spec'>): boolean {
  const suspend = spec.at('suspend')
  return suspend.exists && suspend.boolean !== false
}

/** A deadline for a first guess, in seconds: an hour, or the time to the next run; none where that is unknown, doubtful or no minute. */
export function deadlineGuess(resource: Pick<Resource, 'kind' | 'spec'>): number | undefined {
  if (resource.kind !== 'CronJob') return hour
  const timing = writtenTiming(resource)
  if (timing === undefined || minuteStar(timing.schedule)) return undefined
  const gap = shortestGap(timing.schedule) ?? hour
  return gap < 60 ? undefined : Math.min(hour, gap)
}

const hour = 3600
