/** Retries as the job controller and the kubelet do them (v1.36); all times are in seconds. */
export { type AttemptPlace, alike } from './pod-model.ts'
export { type JobOutcome, simulateJob } from './simulate.ts'
export type { JobRetrySpec } from './state.ts'
export { failedAt, lastRetryWithin, type RestartPolicy, retrySchedule, totalWait } from './waits.ts'
