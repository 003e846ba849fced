import type { Complaint, Constraint } from './constraint.ts'
import { selects } from './label-selector.ts'
import { show } from './phrases.ts'
import type { WalkPlace } from './place.ts'
import { given, onFields } from './predicates.ts'
import { type Fields, fields, isFields, own, text, unknownValue, written } from './values.ts'

/** How a Job finds its Pods (GROUND_TRUTH J13, J14, J16). */
export const jobSelectorConstraints: readonly Constraint[] = [
  {
    id: 'J13',
    where: 'JobSpec.selector',
    kinds: ['Job'],
    why: 'Remove it: the API server generates one for each Job.',
    check: onFields((selector, at) => {
      if (manual(at) || uidLabels.some((label) => given(own(selector.matchLabels, label)))) return undefined
      // A placeholder says nothing of the value, but the generated labels have no other key.
      const isForeign = Object.entries(fields(selector.matchLabels)).some(
        ([key, value]) => value === unknownValue && !nameLabels.includes(key)
      )
      if (isForeign || selects(selector, generatedLabels(at)) === false)
        return 'selector does not match the labels that this Job will get.'
      const all = { ...fields(fields(at.scope.template.metadata).labels), ...generatedLabels(at) }
      return selects(selector, all) === false
        ? 'selector does not match the labels of the Pod template.'
        : undefined
    })
  },
  {
    id: 'J13',
    where: 'JobSpec.selector.matchLabels',
    kinds: ['Job'],
    check: onFields((labels, at) =>
      manual(at)
        ? []
        : uidLabels
            .filter((label) => given(own(labels, label)))
            .map((label) => ({
              message: `The uid in label ${label} is not known before the Job is created: remove the selector.`,
              below: [label]
            }))
    )
  },
  {
    id: 'J14',
    where: 'JobSpec.manualSelector',
    kinds: ['Job'],
    type: 'Required',
    whole: true,
    check: (_, at) =>
      manual(at) && !written(at.sibling('selector'))
        ? {
            message: 'manualSelector: true needs a selector, because none is generated.',
            path: at.beside('selector')
          }
        : undefined
  },
  {
    id: 'J14',
    where: 'JobSpec.selector',
    kinds: ['Job'],
    whole: true,
    check: onFields((selector, at) => {
      const { labels } = fields(at.scope.template.metadata)
      if (!manual(at) || selects(selector, fields(labels)) !== false || hasUnknown(labels)) return undefined
      const related = [{ path: at.path(), message: 'This is the selector.' }]
      const message =
        'The labels of the Pod template do not match spec.selector, so the Job would not recognize its Pods.'
      return { message, path: [...at.scope.templatePath, 'metadata', 'labels'], related }
    })
  },
  {
    id: 'J16',
    where: 'PodTemplateSpec.metadata.labels',
    kinds: ['Job'],
    why: 'Remove it: the API server adds the right one.',
    check: onFields((labels, at) =>
      manual(at) ? undefined : reservedLabelComplaints(labels, text(at.scope.metadata.name))
    )
  }
]

/** Labels that only the API server can set right; `name` is the Job's, if it is known. */
export function reservedLabelComplaints(labels: Fields, name: string): Complaint[] {
  return Object.entries(labels).flatMap(([key, value]): Complaint[] => {
    if (uidLabels.includes(key) && (typeof value === 'string' || value === unknownValue)) {
      const message = `Label ${key} must be the uid that the Job will get, which nobody can know before.`
      return [{ message, below: [key] }]
    }
    if (typeof value !== 'string') return []
    if (!nameLabels.includes(key) || (name !== '' && value === name)) return []
    const expected =
      name === '' ? "the Job's name, which is generated on create" : `the Job's name, ${show(name)}`
    return [{ message: `Label ${key} is ${show(value)}, but must be ${expected}.`, below: [key] }]
  })
}

const uidLabel = 'batch.kubernetes.io/controller-uid'
const uidLabels = ['controller-uid', uidLabel]
const nameLabels = ['job-name', 'batch.kubernetes.io/job-name']

function manual(at: WalkPlace): boolean {
  return at.scope.job.manualSelector === true || at.scope.job.manualSelector === unknownValue
}

function generatedLabels(at: WalkPlace): Fields {
  const name = at.scope.metadata.name
  const unknown = '\0'
  const job = given(name) ? name : unknown
  return {
    [nameLabels[0] as string]: job,
    [nameLabels[1] as string]: job,
    [uidLabels[0] as string]: unknown,
    [uidLabel]: unknown
  }
}

function hasUnknown(value: unknown): boolean {
  return value === unknownValue || (isFields(value) && Object.values(value).includes(unknownValue))
}
