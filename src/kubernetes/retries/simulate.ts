import { sync } from './controller.ts'
import { type Attempt, advance, isActive, type JobBehaviour } from './pod-model.ts'
import { type Controller, type FinishReason, type JobRetrySpec, newController } from './state.ts'

/** How a Job ends; times in seconds from its creation. */
export interface JobOutcome {
  /** All absent where the Job does not end within the horizon. */
  readonly condition?: 'Complete' | 'Failed'
  readonly reason?: FinishReason
  readonly finishedAt?: number
  /** When ttlSecondsAfterFinished takes the Job and all its Pods away. */
  readonly deletedAt?: number
  readonly podsCreated: number
  readonly podsLeft: { readonly failed: number; readonly succeeded: number; readonly active: number }
  /** Every start of a container, in order; with Never each has its own Pod. */
  readonly attempts: readonly Attempt[]
}

/** Bounds of a simulation: a manifest may ask for a billion Pods. */
export interface Horizon {
  readonly seconds?: number
  readonly attempts?: number
}

/**
 * Runs a Job through the job controller's and the kubelet's rules (truth/RETRIES.md) until it ends or the horizon is
 * reached: 30 days or 1000 attempts. Not in it: disruptions, podFailurePolicy, successPolicy, edits of the Job.
 */
export function simulateJob(spec: JobRetrySpec, behaviour: JobBehaviour, horizon: Horizon = {}): JobOutcome {
  const { seconds = 30 * 86_400, attempts: most = 1000 } = horizon
  const job = newController(spec, behaviour, most)
  const attempts: Attempt[] = []
  while (job.finishedAt === undefined && attempts.length < most) {
    const now = Math.min(job.nextSync, ...job.pods.map((pod) => pod.next))
    if (now > seconds || now === Number.POSITIVE_INFINITY) break
    for (const pod of job.pods) {
      if (pod.next > now) continue
      const attempt = advance(pod, behaviour, spec.restartPolicy)
      if (attempt) attempts.push(attempt)
      // SyncJobBatchPeriod: what happens within a second is looked at together.
      job.nextSync = Math.min(job.nextSync, now + 1)
    }
    if (job.nextSync <= now) sync(job, now)
  }
  return outcome(job, spec, attempts)
}

function outcome(job: Controller, spec: JobRetrySpec, attempts: readonly Attempt[]): JobOutcome {
  const count = (phase: string) => job.pods.filter((pod) => pod.phase === phase).length
  const active = job.pods.filter(isActive).length + count('stopping')
  const podsLeft = { failed: count('failed'), succeeded: count('succeeded'), active }
  const made = { podsCreated: job.pods.length, podsLeft, attempts }
  const { reason, finishedAt } = job
  if (reason === undefined || finishedAt === undefined) return made
  const ttl = spec.ttlSecondsAfterFinished
  const deletedAt = ttl === undefined ? {} : { deletedAt: finishedAt + ttl }
  const condition = reason === 'CompletionsReached' ? 'Complete' : 'Failed'
  return { condition, reason, finishedAt, ...deletedAt, ...made }
}
