import {
  type CronSchedule,
  minuteStar,
  neverRuns,
  parseCron,
  shortestGap
} from '../../kubernetes/cron/index.ts'
import type { Field } from '../document/index.ts'
import type { Resource } from './resource.ts'
import { likelyDuration } from './work-length.ts'

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

/** What `helm install`, `upgrade`, `rollback`, `uninstall` and `test` wait for a hook by default, in seconds. */
export const helmTimeout = 300

/** A deadline for a first guess, in seconds: for work of this kind, or the time to the next run; none where that is unknown, doubtful or no minute. */
export function deadlineGuess(resource: Resource): number | undefined {
  const seconds = likelyDuration(resource)
  // Helm gives up on a hook by then, unless it is asked to wait longer.
  if (seconds !== undefined && resource.delivery.method === 'helm-hook') return Math.min(seconds, helmTimeout)
  if (seconds === undefined || resource.kind !== 'CronJob') return seconds
  const timing = writtenTiming(resource)
  if (timing === undefined || minuteStar(timing.schedule)) return undefined
  const gap = shortestGap(timing.schedule) ?? seconds
  return gap < 60 ? undefined : Math.min(seconds, gap)
}
