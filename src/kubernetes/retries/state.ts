import { isActive, type JobBehaviour, type Pod } from './pod-model.ts'
import { DEFAULT_BACKOFF_LIMIT, type RestartPolicy } from './waits.ts'

/** What of a Job's spec decides on retries. */
export interface JobRetrySpec {
  readonly restartPolicy: RestartPolicy
  readonly backoffLimit?: number
  readonly parallelism?: number
  readonly completions?: number
  readonly completionMode?: 'NonIndexed' | 'Indexed'
  readonly backoffLimitPerIndex?: number
  readonly maxFailedIndexes?: number
  readonly activeDeadlineSeconds?: number
  readonly ttlSecondsAfterFinished?: number
  readonly suspend?: boolean
}

export type FinishReason =
  | 'BackoffLimitExceeded'
  | 'DeadlineExceeded'
  | 'MaxFailedIndexesExceeded'
  | 'FailedIndexes'
  | 'CompletionsReached'

/** The job controller's view of one Job. */
export interface Controller {
  readonly spec: JobRetrySpec
  readonly behaviour: JobBehaviour
  /** Pods beyond this number are not made. */
  readonly most: number
  readonly pods: Pod[]
  readonly byIndex: Map<number, IndexState>
  nextSync: number
  failed: number
  succeeded: number
  /** Failures since the last success, and when the last of them was: the back-off for the whole Job. */
  failures: number
  lastFailure: number
  reason: FinishReason | undefined
  finishedAt: number | undefined
}

/** What is known of one index of an Indexed Job. */
export interface IndexState {
  attempts: number
  failures: number
  lastFailure: number
  succeeded: boolean
}

/** A Job that was just created; of its Pods at most `most` are made. */
export function newController(spec: JobRetrySpec, behaviour: JobBehaviour, most: number): Controller {
  const counts = { nextSync: 0, failed: 0, succeeded: 0, failures: 0, lastFailure: 0 }
  const end = { reason: undefined, finishedAt: undefined }
  return { spec, behaviour, most, pods: [], byIndex: new Map(), ...counts, ...end }
}

/** Counts the Pods that ended since the last look; hands back how many of them failed. */
export function countEnded(job: Controller): number {
  const ended = job.pods.filter(
    ({ counted, phase }) => !counted && (phase === 'failed' || phase === 'succeeded')
  )
  // Times of the API are whole seconds.
  const endings = (phase: string) =>
    ended.filter((pod) => pod.phase === phase).map((pod) => Math.floor(pod.endedAt))
  const successes = endings('succeeded')
  const failures = endings('failed')
  const lastSuccess = Math.max(...successes)
  const since = failures.filter((time) => time > lastSuccess)
  job.failures = since.length + (successes.length > 0 ? 0 : job.failures)
  job.lastFailure = Math.max(job.lastFailure, ...since)
  job.succeeded += successes.length
  job.failed += failures.length
  for (const pod of ended) countIndex(job, pod)
  return failures.length
}

function countIndex(job: Controller, pod: Pod): void {
  pod.counted = true
  const state = pod.index === undefined ? undefined : job.byIndex.get(pod.index)
  if (!state) return
  if (pod.phase === 'succeeded') state.succeeded = true
  else Object.assign(state, { failures: state.failures + 1, lastFailure: Math.floor(pod.endedAt) })
}

/** The lowest indexes which have neither ended nor a Pod, at most so many. */
export function pendingIndexes(job: Controller, most: number): number[] {
  const { completions = 0 } = withDefaults(job.spec)
  const active = new Set(job.pods.filter(isActive).map((pod) => pod.index))
  const pending: number[] = []
  for (let index = 0; index < completions && pending.length < most; index++) {
    const state = job.byIndex.get(index)
    const ended = state && (state.succeeded || hasFailed(job, state))
    if (!ended && !active.has(index)) pending.push(index)
  }
  return pending
}

/** Indexes whose failures are above backoffLimitPerIndex. */
export function countFailedIndexes(job: Controller): number {
  return [...job.byIndex.values()].filter((state) => hasFailed(job, state)).length
}

function hasFailed({ spec }: Controller, { failures }: IndexState): boolean {
  return spec.backoffLimitPerIndex !== undefined && failures > spec.backoffLimitPerIndex
}

/** The spec with the API server's defaults; without completions it is a work queue, unless parallelism is left out too. */
export function withDefaults(spec: JobRetrySpec) {
  const { parallelism, completions, backoffLimitPerIndex } = spec
  const unlimited = backoffLimitPerIndex === undefined ? DEFAULT_BACKOFF_LIMIT : 2_147_483_647
  return {
    parallelism: parallelism ?? 1,
    completions: completions ?? (parallelism === undefined ? 1 : undefined),
    backoffLimit: spec.backoffLimit ?? unlimited,
    maxFailedIndexes: spec.maxFailedIndexes ?? Number.POSITIVE_INFINITY,
    activeDeadlineSeconds: spec.activeDeadlineSeconds ?? Number.POSITIVE_INFINITY
  }
}
