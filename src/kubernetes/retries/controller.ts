import { isActive, newPod, stop } from './pod-model.ts'
import {
  type Controller,
  countEnded,
  countFailedIndexes,
  type FinishReason,
  pendingIndexes,
  withDefaults
} from './state.ts'
import { retryWait } from './waits.ts'

/** One look at the Job, in the order of the controller's own syncJob. */
export function sync(job: Controller, now: number): void {
  job.nextSync = Number.POSITIVE_INFINITY
  if (job.reason === undefined) {
    const newFailures = countEnded(job)
    job.reason = finishReason(job, now, newFailures)
    if (job.reason !== undefined) {
      for (const pod of job.pods.filter(isActive)) stop(pod, now, job.behaviour.stopSeconds ?? 0)
    }
  }
  // Failed and Complete are only set when no Pod is terminating any more.
  if (job.reason === undefined) manage(job, now)
  else if (!job.pods.some(({ phase }) => phase === 'stopping')) job.finishedAt = now
}

/** Why the Job ends now, if it does. */
function finishReason(job: Controller, now: number, newFailures: number): FinishReason | undefined {
  const { spec, pods } = job
  const { completions, maxFailedIndexes, activeDeadlineSeconds } = withDefaults(spec)
  if (limitExceeded(job, newFailures)) return 'BackoffLimitExceeded'
  if (!spec.suspend && now >= activeDeadlineSeconds) return 'DeadlineExceeded'
  const failedIndexes = countFailedIndexes(job)
  if (failedIndexes > maxFailedIndexes) return 'MaxFailedIndexesExceeded'
  if (failedIndexes > 0 && failedIndexes + job.succeeded >= (completions ?? 0)) return 'FailedIndexes'
  const workQueueDone = job.succeeded > 0 && !pods.some(isActive)
  const complete = completions === undefined ? workQueueDone : job.succeeded >= completions
  return complete ? 'CompletionsReached' : undefined
}

function limitExceeded({ spec, pods, failed }: Controller, newFailures: number): boolean {
  const { backoffLimit } = withDefaults(spec)
  if (newFailures > 0 && failed > backoffLimit) return true
  if (spec.restartPolicy === 'Never') return false
  // Restarts of Pods that ended are forgotten.
  const restarts = pods.filter(isActive).reduce((sum, pod) => sum + Math.max(0, pod.restarts), 0)
  return restarts > 0 && restarts >= backoffLimit
}

/** Creates the missing Pods, now or when the back-off has ended. */
function manage(job: Controller, now: number): void {
  const { spec } = job
  if (spec.suspend) return
  job.nextSync = withDefaults(spec).activeDeadlineSeconds
  const missing = Math.min(wanted(job) - job.pods.filter(isActive).length, job.most - job.pods.length)
  if (missing <= 0) return
  if (spec.backoffLimitPerIndex === undefined) manageAll(job, now, missing)
  else manageIndexes(job, now, missing)
}

/** One back-off for the whole Job, also for indexes that never failed. */
function manageAll(job: Controller, now: number, missing: number): void {
  const ready = job.failures === 0 ? now : job.lastFailure + retryWait(job.failures, 'Never')
  if (ready > now) {
    job.nextSync = Math.min(job.nextSync, ready)
    return
  }
  const indexed = job.spec.completionMode === 'Indexed'
  const places = indexed ? pendingIndexes(job, missing) : Array.from({ length: missing }, () => undefined)
  for (const index of places) create(job, now, index)
}

/** With backoffLimitPerIndex each index waits for itself, but those that wait keep their slots. */
function manageIndexes(job: Controller, now: number, missing: number): void {
  for (const index of pendingIndexes(job, missing)) {
    const state = job.byIndex.get(index)
    const ready = state && state.failures > 0 ? state.lastFailure + retryWait(state.failures, 'Never') : now
    if (ready > now) job.nextSync = Math.min(job.nextSync, ready)
    else create(job, now, index)
  }
}

function wanted(job: Controller): number {
  const { parallelism, completions } = withDefaults(job.spec)
  // A work queue is not refilled after the first success.
  if (completions === undefined) return job.succeeded > 0 ? 0 : parallelism
  return Math.min(parallelism, completions - job.succeeded - countFailedIndexes(job))
}

function create(job: Controller, now: number, index?: number): void {
  const { spec, behaviour, pods, byIndex } = job
  const start = now + (behaviour.startSeconds ?? 0)
  const restarts = spec.restartPolicy === 'OnFailure'
  if (index === undefined) {
    pods.push(newPod({ pod: pods.length, earlier: restarts ? 0 : pods.length }, start))
    return
  }
  const state = byIndex.get(index) ?? { attempts: 0, failures: 0, lastFailure: 0, succeeded: false }
  pods.push(newPod({ pod: pods.length, index, earlier: restarts ? 0 : state.attempts }, start))
  byIndex.set(index, { ...state, attempts: state.attempts + 1 })
}
