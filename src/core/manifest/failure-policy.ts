import { isSidecar } from '../../kubernetes/container/index.ts'
import type { Field } from '../document/index.ts'
import { described, readingOf } from './reading-of.ts'
import type { Resource } from './resource.ts'

type Job = Pick<Resource, 'jobSpec' | 'podSpec'>

/** The rules of a podFailurePolicy, in the order in which they are tried. */
export function failureRules({ jobSpec }: Pick<Resource, 'jobSpec'>): Field[] {
  return jobSpec?.at('podFailurePolicy', 'rules').items() ?? []
}

/** Whether a podFailurePolicy ends, or may end, the Job when its work fails as most work does, so that retries are for the rest. */
export function failsOnExitCodes(job: Job): boolean {
  const action = onOrdinaryFailure(job)
  return action === 'FailJob' || action === 'unknown'
}

/** What a podFailurePolicy does when the work fails with the exit code of most failures. */
export function onOrdinaryFailure(job: Job): string | undefined {
  return actionOn(job, 1)
}

/** What a podFailurePolicy does with a Pod whose work ends with an exit code: the action of the first rule that matches. */
export function actionOn(job: Job, code: number): string | undefined {
  const policy = job.jobSpec?.at('podFailurePolicy')
  if (policy?.isPlaceholder || policy?.at('rules').isPlaceholder) return 'unknown'
  for (const rule of failureRules(job)) {
    const matches = matchesCode(rule, job, code)
    if (matches === 'unknown') return 'unknown'
    if (matches) return rule.at('action').text ?? 'unknown'
  }
  return undefined
}

/** Whether a rule is about an exit code of the container that does the work. */
export function matchesCode(
  rule: Field,
  { podSpec }: Pick<Job, 'podSpec'>,
  code: number
): boolean | 'unknown' {
  const codes = rule.at('onExitCodes')
  if (!codes.exists) return false
  const [name, operator, values] = [codes.at('containerName'), codes.at('operator'), codes.at('values')]
  if (name.exists && !name.isPlaceholder && name.value !== workOf(podSpec)?.at('name').value) return false
  const fields = [codes, name, operator, values, ...values.items()]
  if (fields.some(({ isPlaceholder }) => isPlaceholder)) return 'unknown'
  const isListed = values.items().some(({ integer }) => integer === code)
  return operator.value === 'In' ? isListed : operator.value === 'NotIn' && !isListed
}

/** The container that does the work: the first that is no known proxy or agent. */
function workOf(podSpec: Field): Field | undefined {
  return podSpec
    .at('containers')
    .items()
    .find((container) => !isSidecar(described(container), readingOf(container)))
}
