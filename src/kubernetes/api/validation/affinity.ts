import { dnsLabelFault, dnsSubdomainFault, labelValueFault } from '../names.ts'
import type { Complaint, Constraint } from './constraint.ts'
import { requirementComplaints } from './label-selector.ts'
import { labelKeysFault, selectedTwice } from './match-label-keys.ts'
import { show } from './phrases.ts'
import { labelKey, nameFault, onFields, onList, onText } from './predicates.ts'
import { type Fields, fields, items, text, written } from './values.ts'

const nodeOperators = ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt']

/** Affinity to nodes and Pods (GROUND_TRUTH A2 to A6). */
export const affinityConstraints: readonly Constraint[] = [
  {
    id: 'A2',
    where: 'NodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms',
    required: 'Required node affinity needs at least one of nodeSelectorTerms.'
  },
  {
    id: 'A3',
    where: 'NodeSelectorTerm.matchExpressions[*]',
    check: onFields((requirement, at) => requirementComplaints(requirement, nodeOperators, at.name))
  },
  { id: 'A3', where: 'NodeSelectorTerm.matchExpressions[*].key', check: labelKey },
  {
    id: 'A3',
    where: 'NodeSelectorTerm.matchExpressions[*]',
    whole: true,
    check: onFields(({ key }) =>
      written(key)
        ? undefined
        : { message: 'A requirement needs a key: the label to look at.', below: ['key'] }
    )
  },
  {
    id: 'A3',
    where:
      'NodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[*].matchExpressions[*].values[*]',
    check: (value, at) => nameFault(text(value), labelValueFault(text(value)), at.name)
  },
  {
    id: 'A4',
    where: 'NodeSelectorTerm.matchFields[*]',
    check: onFields((requirement, at) => matchFieldComplaints(requirement, at.scope.partial))
  },
  {
    id: 'A5',
    where: '{NodeAffinity,PodAffinity}.preferredDuringSchedulingIgnoredDuringExecution[*]',
    check: onFields(({ weight }, at) => {
      if ((written(weight) && typeof weight !== 'number') || (!written(weight) && at.scope.partial))
        return undefined
      const amount = Number(weight ?? 0)
      if (amount >= 1 && amount <= 100) return undefined
      const message = written(weight)
        ? `weight is ${amount}, but must be from 1 to 100.`
        : 'A preference needs a weight from 1 to 100.'
      return { message, below: ['weight'] }
    })
  },
  {
    id: 'A6',
    where: 'PodAffinityTerm.topologyKey',
    required: 'An affinity term needs topologyKey, such as kubernetes.io/hostname.'
  },
  {
    id: 'A6',
    where: 'PodAffinity.preferredDuringSchedulingIgnoredDuringExecution[*]',
    type: 'Required',
    whole: true,
    check: onFields(({ podAffinityTerm }) =>
      written(podAffinityTerm)
        ? undefined
        : {
            message: 'A preference needs podAffinityTerm with topologyKey.',
            below: ['podAffinityTerm', 'topologyKey']
          }
    )
  },
  { id: 'A6', where: 'PodAffinityTerm.topologyKey', check: onText((key, at) => labelKey(key, at)) },
  {
    id: 'A6',
    where: 'PodAffinityTerm.namespaces[*]',
    check: (name, at) =>
      typeof name === 'string' ? nameFault(name, dnsLabelFault(name), at.name) : undefined
  },
  {
    id: 'A6',
    where: 'PodAffinityTerm.{matchLabelKeys,mismatchLabelKeys}',
    check: onList((keys, at) => labelKeysFault(keys, at))
  },
  {
    id: 'A6',
    where: 'PodAffinityTerm.mismatchLabelKeys',
    check: onList((keys, at) => {
      const matching = new Set(items(at.sibling('matchLabelKeys')))
      return keys.flatMap((key, index) =>
        typeof key === 'string' && matching.has(key)
          ? [{ message: `${show(key)} is in matchLabelKeys and in mismatchLabelKeys.`, below: [index] }]
          : []
      )
    })
  },
  {
    id: 'A6',
    where: 'PodAffinityTerm.matchLabelKeys',
    check: onList((keys, at) =>
      selectedTwice(keys, fields(at.sibling('labelSelector')), at.scope.kind === 'Pod' ? at : undefined)
    )
  }
]

function matchFieldComplaints({ key, operator, values }: Fields, partial: boolean): Complaint[] {
  const complaints: Complaint[] = []
  if (typeof operator === 'string' || (!written(operator) && !partial)) {
    if (operator !== 'In' && operator !== 'NotIn') {
      complaints.push({
        message: `operator is ${show(operator ?? '')}, but must be In or NotIn.`,
        below: ['operator']
      })
    } else if (items(values).length !== 1 && !(partial && !written(values))) {
      const message = `matchFields needs exactly one value, not ${items(values).length}.`
      complaints.push({ message, below: ['values'] })
    }
  }
  if (key !== 'metadata.name' && (typeof key === 'string' || (!written(key) && !partial))) {
    const message = `key is ${show(key ?? '')}, but matchFields supports only metadata.name.`
    return [...complaints, { message, below: ['key'] }]
  }
  const names = items(values).flatMap((value, index): Complaint[] => {
    const fault =
      typeof value === 'string' ? nameFault(value, dnsSubdomainFault(value), `values[${index}]`) : undefined
    return fault ? [{ message: fault, below: ['values', index] }] : []
  })
  return key === 'metadata.name' ? [...complaints, ...names] : complaints
}
