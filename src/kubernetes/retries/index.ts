/** Retries as the job controller and the kubelet do them (truth/RETRIES.md); all times are in seconds. */
export { type AttemptPlace, alike } from './pod-model.ts'
export { type JobOutcome, simulateJob } from './simulate.ts'
export type { JobRetrySpec } from './state.ts'
export { failedAt, lastRetryWithin, type RestartPolicy, retrySchedule, totalWait } from './waits.ts'
