import type { Constraint } from './constraint.ts'
import { didYouMean, show } from './phrases.ts'
import { onText } from './predicates.ts'
import { written } from './values.ts'

/** The restart policy of a Job's Pods (GROUND_TRUTH J11, J12). */
export const restartPolicyConstraints: readonly Constraint[] = [
  {
    id: 'J11',
    where: 'PodTemplateSpec.spec.restartPolicy',
    required:
      'A Job must set restartPolicy: Never or OnFailure; the default is Always, which the API server refuses here.'
  },
  {
    id: 'J11',
    where: 'PodTemplateSpec.spec.restartPolicy',
    type: 'Required',
    check: onText((policy) =>
      policy === 'Always'
        ? "restartPolicy is Always, but a Job's Pods must end: write Never or OnFailure."
        : undefined
    )
  },
  {
    id: 'J11',
    where: 'PodTemplateSpec.spec.restartPolicy',
    type: 'NotSupported',
    check: onText((policy) =>
      known.includes(policy)
        ? undefined
        : `restartPolicy is ${show(policy)}.${didYouMean(policy, known.slice(1))} A Job supports only Never and OnFailure.`
    )
  },
  {
    id: 'J12',
    where: 'PodTemplateSpec.spec.restartPolicy',
    check: onText((policy, at) =>
      policy === 'OnFailure' && written(at.scope.job.podFailurePolicy)
        ? 'restartPolicy is OnFailure, but podFailurePolicy only works with Never.'
        : undefined
    )
  }
]

const known = ['Always', 'Never', 'OnFailure']
