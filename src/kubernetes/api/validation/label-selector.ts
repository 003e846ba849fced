import { labelValueFault } from '../names.ts'
import type { Complaint, Constraint } from './constraint.ts'
import { orList, show } from './phrases.ts'
import { given, labelKey, labels, nameFault, onFields } from './predicates.ts'
import { type Fields, fields, isFields, items, own, text, unknownValue } from './values.ts'

/** Label selectors wherever they occur (GROUND_TRUTH J15). */
export const labelSelectorConstraints: readonly Constraint[] = [
  { id: 'J15', where: 'LabelSelector.matchLabels', check: labels },
  {
    id: 'J15',
    where: 'LabelSelector.matchExpressions[*]',
    check: onFields((requirement, at) => requirementComplaints(requirement, operators, at.name))
  },
  { id: 'J15', where: 'LabelSelector.matchExpressions[*].key', check: labelKey },
  {
    id: 'J15',
    where: 'LabelSelector.matchExpressions[*]',
    whole: true,
    check: onFields(({ key }) =>
      key === undefined || key === null
        ? { message: 'A requirement needs a key: the label to look at.', below: ['key'] }
        : undefined
    )
  },
  {
    id: 'J15',
    where: 'LabelSelector.matchExpressions[*].values[*]',
    check: (value, at) => nameFault(text(value), labelValueFault(text(value)), at.name)
  }
]

/** What is wrong between operator and values of a selector's requirement. */
export function requirementComplaints(
  { operator, values }: Fields,
  known: readonly string[],
  name: string
): Complaint | undefined {
  if (!given(operator)) {
    return { message: `${name} needs an operator: ${orList(known)}.`, below: ['operator'] }
  }
  if (typeof operator !== 'string' || (given(values) && !Array.isArray(values))) return undefined
  const count = items(values).length
  if (!known.includes(operator)) {
    return { message: `operator is ${show(operator)}, but must be ${orList(known)}.`, below: ['operator'] }
  }
  if ((operator === 'In' || operator === 'NotIn') && count === 0) {
    return { message: `operator ${operator} needs values.`, below: ['values'], type: 'Required' }
  }
  if ((operator === 'Gt' || operator === 'Lt') && count !== 1) {
    const message = `operator ${operator} needs exactly one value, not ${count}.`
    return count === 0 ? { message, below: ['values'], type: 'Required' } : { message, below: ['values'] }
  }
  if ((operator === 'Exists' || operator === 'DoesNotExist') && count > 0) {
    return { message: `operator ${operator} takes no values.`, below: ['values'], type: 'Forbidden' }
  }
  return undefined
}

/** Whether a selector picks out labels; nothing if it is not a valid selector, or if some values would do and others not. */
export function selects(selector: Fields, labelsOf: Fields): boolean | undefined {
  const wanted = Object.entries(fields(selector.matchLabels))
  // No value makes up for a label that is not there.
  if (wanted.some(([key, value]) => value === unknownValue && own(labelsOf, key) === undefined)) return false
  if (wanted.some(([, value]) => typeof value !== 'string' && value !== null)) return undefined
  let matches = wanted.every(([key, value]) => own(labelsOf, key) === (value ?? ''))
  for (const item of items(selector.matchExpressions)) {
    if (!isFields(item) || requirementComplaints(item, operators, '')) return undefined
    matches &&= meets(item, labelsOf)
  }
  return matches
}

const operators = ['In', 'NotIn', 'Exists', 'DoesNotExist']

function meets({ key, operator, values }: Fields, labelsOf: Fields): boolean {
  const label = own(labelsOf, text(key))
  if (operator === 'Exists') return label !== undefined
  if (operator === 'DoesNotExist') return label === undefined
  return items(values).includes(label) === (operator === 'In')
}
