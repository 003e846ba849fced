export type RestartPolicy = 'Never' | 'OnFailure'

/** A Job with one Pod at a time whose attempts all fail; seconds, and 0 where they are left out. */
export interface AlwaysFailing {
  readonly backoffLimit: number
  readonly restartPolicy: RestartPolicy
  /** From a Pod's creation to the start of its containers. */
  readonly startSeconds?: number
  readonly attemptSeconds?: number
  /** From SIGTERM to the end, at most the grace period. */
  readonly stopSeconds?: number
}

/** The backoffLimit of a Job which names none (2147483647 where it has a backoffLimitPerIndex). */
export const DEFAULT_BACKOFF_LIMIT = 6

/** DefaultJobPodFailureBackOff and the kubelet's first wait. */
const FIRST_WAIT = 10
/** MaxJobPodFailureBackOff of the job controller. */
const LONGEST_POD_WAIT = 600
/** The kubelet's CrashLoopBackOff limit; containers that ran for twice as long start over. */
const LONGEST_RESTART_WAIT = 300
/** SyncJobBatchPeriod: the controller looks at a Pod's end one second later. */
const BATCH = 1
// From this retry on all waits are equal.
const STEADY = 8

/**
 * Seconds from a failure to the `n`-th retry (from 1): with Never a new Pod after 10, 20, 40 … 600 s, with
 * OnFailure a restart in the same Pod at once, then after 10, 20 … 300 s. Source: truth/RETRIES.md.
 */
export function retryWait(n: number, restartPolicy: RestartPolicy): number {
  if (restartPolicy === 'Never') return doubled(n - 1, LONGEST_POD_WAIT)
  return n === 1 ? 0 : doubled(n - 2, LONGEST_RESTART_WAIT)
}

/** The wait before each retry; cut after `most`, since all further waits equal the last. */
export function retrySchedule(limit: number, restartPolicy: RestartPolicy, most = 100): number[] {
  const length = Math.min(retries(limit, restartPolicy), most)
  return Array.from({ length }, (_, index) => retryWait(index + 1, restartPolicy))
}

/** All waits of a Job that uses up its limit, in seconds: what it lasts where every attempt fails at once. */
export function totalWait(limit: number, restartPolicy: RestartPolicy): number {
  return waitsUntil(retries(limit, restartPolicy), restartPolicy)
}

/**
 * Seconds from creation to the condition Failed (BackoffLimitExceeded) without a deadline; exact to a second,
 * except that attempts which end between two full seconds shorten each wait by the fraction.
 * With OnFailure the last restart is killed a second after its start, so limits 0 and 1 are the same.
 */
export function failedAt(job: AlwaysFailing): number {
  const { startSeconds = 0, attemptSeconds = 0, stopSeconds = 0, restartPolicy } = job
  const last = retries(job.backoffLimit, restartPolicy)
  const begun = startOfRetry(job, last)
  if (restartPolicy === 'Never') return begun + startSeconds + attemptSeconds + BATCH
  return begun + BATCH + stopSeconds + BATCH
}

/**
 * The number of the last retry which begins before the deadline: 0 if there is only the first attempt. Never
 * more than the limit allows; with OnFailure the last restart, which is killed at once, is not counted.
 */
export function lastRetryWithin(deadline: number, job: AlwaysFailing): number {
  const allowed = retries(job.backoffLimit, job.restartPolicy) - (job.restartPolicy === 'Never' ? 0 : 1)
  for (let retry = 1; retry <= Math.min(allowed, STEADY); retry++) {
    if (startOfRetry(job, retry) >= deadline) return retry - 1
  }
  if (allowed <= STEADY) return allowed
  const steady = startOfRetry(job, STEADY + 1) - startOfRetry(job, STEADY)
  const left = deadline - startOfRetry(job, STEADY)
  return Math.min(allowed, STEADY + Math.ceil(left / steady) - 1)
}

/** OnFailure: the restart which reaches the limit is made as well, and with limit 0 the first one. */
function retries(limit: number, restartPolicy: RestartPolicy): number {
  return restartPolicy === 'Never' ? limit : Math.max(1, limit)
}

/** When the `n`-th retry's Pod is created or container restarted, in seconds from the Job's creation. */
function startOfRetry(job: AlwaysFailing, n: number): number {
  const { startSeconds = 0, attemptSeconds = 0, restartPolicy } = job
  if (restartPolicy === 'Never') return n * (startSeconds + attemptSeconds) + waitsUntil(n, restartPolicy)
  const waits = attemptSeconds > 2 * LONGEST_RESTART_WAIT ? 0 : waitsUntil(n, restartPolicy)
  return startSeconds + n * attemptSeconds + waits
}

function waitsUntil(n: number, restartPolicy: RestartPolicy): number {
  const early = Array.from({ length: Math.min(n, STEADY) }, (_, index) => retryWait(index + 1, restartPolicy))
  const late = Math.max(0, n - STEADY) * retryWait(STEADY, restartPolicy)
  return early.reduce((sum, wait) => sum + wait, late)
}

function doubled(times: number, most: number): number {
  return Math.min(FIRST_WAIT * 2 ** times, most)
}
