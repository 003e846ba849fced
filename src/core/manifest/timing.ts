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

/**
 * Seconds from the deadline of a Job until none of its Pods is left and a CronJob sees it as ended: at most the grace
 * period, the second after which the controller looks at the Pods' end, and one for the start of the Job.
 */
export function stopTime({ podSpec, isPartial }: Pick<Resource, 'podSpec' | 'isPartial'>): number {
  const at = podSpec.at('terminationGracePeriodSeconds')
  const grace = at.exists ? at.integer : isPartial ? 0 : defaultGrace
  return Math.max(0, grace ?? 0) + 2
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
  const gap = shortestGap(timing.schedule)
  const room = gap === undefined ? seconds : gap - stopTime(resource)
  return room < minute ? undefined : Math.min(seconds, room - (room % minute))
}

const minute = 60
const defaultGrace = 30
