import type { RestartPolicy } from '../../kubernetes/retries/index.ts'
import type { Field } from '../document/index.ts'
import type { Resource } from './resource.ts'

/** How often a Job's failed Pods are made again, as the API server fills it in. */
export interface Retries {
  readonly at: Field
  readonly limit: number
  /** Whether backoffLimit is written, or 6 by default. */
  readonly isWritten: boolean
  readonly restartPolicy: RestartPolicy
}

/** The retries of a Job that counts them as a whole; undefined per index, or where a value is not known. */
export function retriesOf({ jobSpec, podSpec }: Resource): Retries | undefined {
  const at = jobSpec?.at('backoffLimit')
  const restartPolicy = podSpec.at('restartPolicy').value
  if (at === undefined || jobSpec?.at('backoffLimitPerIndex').exists) return undefined
  if (restartPolicy !== 'Never' && restartPolicy !== 'OnFailure') return undefined
  const limit = at.exists ? at.integer : 6
  if (limit === undefined || limit < 0) return undefined
  return { at, limit, isWritten: at.exists, restartPolicy }
}

/** Whether the Job runs several Pods, at once or one after the other; undefined completions follow parallelism. */
export function runsSeveralPods(jobSpec: Field): boolean {
  const [parallelism, completions] = [jobSpec.at('parallelism'), jobSpec.at('completions')]
  const pods = completions.exists ? completions : parallelism
  return pods.exists && pods.value !== 1
}

/** Whether more than one of its Pods may run at a time; true where nobody can tell. */
export function runsTogether(jobSpec: Field): boolean {
  const [parallelism, completions] = [jobSpec.at('parallelism'), jobSpec.at('completions')]
  return parallelism.exists && parallelism.value !== 1 && completions.value !== 1
}
