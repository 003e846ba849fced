/** Retries as the job controller and the kubelet do them (v1.36); all times are in seconds. */
export { type AttemptPlace, alike } from './retries/pod.ts'
export { type JobOutcome, simulateJob } from './retries/simulate.ts'
export type { JobRetrySpec } from './retries/state.ts'
export { failedAt, lastRetryWithin, type RestartPolicy, retrySchedule, totalWait } from './retries/waits.ts'
