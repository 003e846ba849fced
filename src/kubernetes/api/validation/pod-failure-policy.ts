import type { Complaint, Constraint } from './constraint.ts'
import { didYouMean, orList, show } from './phrases.ts'
import { atMost, given, labelKey, notOneOf, oneOf, onFields, onList, onText, textsOf } from './predicates.ts'
import { items, unknownValue, written } from './values.ts'

/** Which failures of its Pods a Job counts (GROUND_TRUTH F1 to F9). */
export const podFailurePolicyConstraints: readonly Constraint[] = [
  { id: 'F1', where: 'JobSpec.podFailurePolicy.rules', type: 'TooMany', check: atMost(20) },
  {
    id: 'F2',
    where: 'JobSpec.podFailurePolicy.rules[*].action',
    required: 'A rule needs an action: Count, FailIndex, FailJob or Ignore.'
  },
  {
    id: 'F2',
    where: 'JobSpec.podFailurePolicy.rules[*].action',
    type: 'NotSupported',
    check: oneOf('Count', 'FailIndex', 'FailJob', 'Ignore')
  },
  {
    id: 'F3',
    where: 'JobSpec.podFailurePolicy.rules[*].action',
    whole: true,
    check: onText((action, at) =>
      action === 'FailIndex' && !written(at.scope.job.backoffLimitPerIndex)
        ? 'action FailIndex needs backoffLimitPerIndex: without it no index fails on its own.'
        : undefined
    )
  },
  {
    id: 'F4',
    where: 'JobSpec.podFailurePolicy.rules[*]',
    check: onFields(({ onExitCodes, onPodConditions }, at) => {
      const conditions = given(onPodConditions)
      if (written(onExitCodes) && conditions)
        return 'A rule has onExitCodes and onPodConditions; write two rules instead.'
      if (written(onExitCodes) || conditions || at.scope.partial) return undefined
      return 'A rule does not say which failures it applies to: write onExitCodes or onPodConditions.'
    })
  },
  {
    id: 'F5',
    where: 'JobSpec.podFailurePolicy.rules[*].onExitCodes.operator',
    required: 'onExitCodes needs an operator: In or NotIn.'
  },
  {
    id: 'F5',
    where: 'JobSpec.podFailurePolicy.rules[*].onExitCodes.operator',
    type: 'NotSupported',
    check: oneOf('In', 'NotIn')
  },
  {
    id: 'F6',
    where: 'JobSpec.podFailurePolicy.rules[*].onExitCodes.values',
    type: 'Invalid',
    required: 'onExitCodes needs at least one exit code in values.'
  },
  {
    id: 'F6',
    where: 'JobSpec.podFailurePolicy.rules[*].onExitCodes.values',
    type: 'TooMany',
    check: atMost(255)
  },
  {
    id: 'F6',
    where: 'JobSpec.podFailurePolicy.rules[*].onExitCodes.values',
    check: onList((values, at) => {
      const seen = new Map<unknown, number>()
      const complaints: Complaint[] = []
      for (const [index, value] of values.entries()) {
        const first = seen.get(value)
        if (first === undefined) seen.set(value, index)
        else if (typeof value === 'number') {
          const related = [{ path: at.path(first), message: 'First used here.' }]
          complaints.push({
            message: `Exit code ${value} is listed twice.`,
            below: [index],
            type: 'Duplicate',
            related
          })
        }
      }
      if (values.includes(unknownValue)) return complaints
      const wrong = values.findIndex((value, index) => index > 0 && Number(values[index - 1]) > Number(value))
      if (wrong < 0) return complaints
      const message = `values must be in ascending order, but ${show(values[wrong])} follows ${show(values[wrong - 1])}.`
      return [...complaints, { message }]
    })
  },
  {
    id: 'F7',
    where: 'JobSpec.podFailurePolicy.rules[*].onExitCodes',
    check: onFields(({ operator, values }) =>
      operator === 'In'
        ? items(values).flatMap((value, index) =>
            value === 0 || value === null
              ? [
                  {
                    message: 'Exit code 0 is success, so it cannot be among those of operator In.',
                    below: ['values', index]
                  }
                ]
              : []
          )
        : undefined
    )
  },
  {
    id: 'F8',
    where: 'JobSpec.podFailurePolicy.rules[*].onExitCodes.containerName',
    whole: true,
    check: (name, at) => {
      const { containers, initContainers } = at.scope.pod
      if (typeof name !== 'string' || written(at.scope.pod) === false) return undefined
      const listed = [...items(containers), ...items(initContainers)]
      const names = [...textsOf(containers, 'name'), ...textsOf(initContainers, 'name')]
      const unsure = listed.some((item) => (item as { name?: unknown } | null)?.name === unknownValue)
      if (names.includes(name) || unsure) return undefined
      const choices = names.length === 0 ? 'it has none' : `valid names are ${orList(names)}`
      return `containerName ${show(name)} is not a container of the Pod template; ${choices}.${didYouMean(name, names)}`
    }
  },
  {
    id: 'F9',
    where: 'JobSpec.podFailurePolicy.rules[*].onPodConditions',
    type: 'TooMany',
    check: atMost(20)
  },
  { id: 'F9', where: 'JobSpec.podFailurePolicy.rules[*].onPodConditions[*].type', check: labelKey },
  {
    id: 'F9',
    where: 'JobSpec.podFailurePolicy.rules[*].onPodConditions[*]',
    whole: true,
    check: onFields(({ type }) =>
      written(type)
        ? undefined
        : { message: 'A Pod condition needs a type, such as DisruptionTarget.', below: ['type'] }
    )
  },
  {
    id: 'F9',
    where: 'JobSpec.podFailurePolicy.rules[*].onPodConditions[*].status',
    type: 'NotSupported',
    check: onText((status, at) =>
      ['True', 'False', 'Unknown'].includes(status)
        ? undefined
        : notOneOf(status, ['"True"', '"False"', '"Unknown"'], at)
    )
  },
  {
    id: 'F9',
    where: 'JobSpec.podFailurePolicy.rules[*].onPodConditions[*].status',
    kinds: ['CronJob'],
    until: 33,
    required: 'A Pod condition needs status: "True" here; it defaults to that only from Kubernetes 1.34 on.'
  }
]
