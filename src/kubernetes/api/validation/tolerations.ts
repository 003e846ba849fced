import { labelKeyFault, labelValueFault } from '../names.ts'
import type { Complaint, Constraint } from './constraint.ts'
import { didYouMean, show } from './phrases.ts'
import { given, nameFault, onFields } from './predicates.ts'
import { type Fields, fields, text, unknownValue, written } from './values.ts'

/** Tolerations, also in their old annotation (GROUND_TRUTH A1, P23). */
export const tolerationConstraints: readonly Constraint[] = [
  {
    id: 'A1',
    where: 'Toleration',
    check: onFields((toleration, at) => tolerationComplaints(toleration, at.scope.partial))
  },
  {
    id: 'P23',
    where: '{Pod,PodTemplateSpec}.metadata.annotations',
    check: onFields((annotations) => {
      const value = annotations[annotation]
      if (typeof value !== 'string' || value === '') return undefined
      const list = parsed(value)
      if (list !== undefined && (list === null || Array.isArray(list))) {
        const complaints = (list ?? []).flatMap((item) => tolerationComplaints(fields(item), false))
        return complaints.map(({ message }) => ({ message, below: [annotation] }))
      }
      return {
        message: `Annotation ${annotation} is not a JSON list of tolerations: use spec.tolerations instead.`,
        below: [annotation]
      }
    })
  }
]

const annotation = 'scheduler.alpha.kubernetes.io/tolerations'
const operators = ['Equal', 'Exists']
const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute']

function tolerationComplaints(toleration: Fields, partial: boolean): Complaint[] {
  const { key, operator, value, effect, tolerationSeconds } = toleration
  const complaints: Complaint[] = []
  const complain = (message: string, field: string, type?: Complaint['type']) =>
    complaints.push(type ? { message, below: [field], type } : { message, below: [field] })
  const keyFault =
    typeof key === 'string' && key !== '' ? nameFault(key, labelKeyFault(key), 'key') : undefined
  if (keyFault) complain(keyFault, 'key')
  if (typeof operator === 'string' && operator !== '' && !operators.includes(operator)) {
    const message = `operator is ${show(operator)}, but must be Equal or Exists.${didYouMean(operator, operators)}`
    complain(message, 'operator', 'NotSupported')
  } else if (
    !given(key) &&
    operator !== 'Exists' &&
    operator !== unknownValue &&
    !(partial && !given(operator))
  ) {
    complain('A toleration without a key needs operator: Exists, and then tolerates every taint.', 'operator')
  }
  if (operator === 'Exists' && typeof value === 'string' && value !== '') {
    complain(`operator Exists takes no value, but value is ${show(value)}.`, 'value')
  } else if (!given(operator) || operator === 'Equal') {
    const fault = nameFault(text(value), labelValueFault(text(value)), 'value')
    if (fault) complain(fault, 'value')
  }
  if (typeof effect === 'string' && effect !== '' && !effects.includes(effect)) {
    complain(
      `effect is ${show(effect)}, but must be ${effects.join(', ')}, or left out.${didYouMean(effect, effects)}`,
      'effect',
      'NotSupported'
    )
  } else if (
    written(tolerationSeconds) &&
    effect !== 'NoExecute' &&
    effect !== unknownValue &&
    !(partial && !given(effect))
  ) {
    complain('tolerationSeconds needs effect: NoExecute, the only effect that evicts Pods.', 'effect')
  }
  return complaints
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown
  } catch {
    return undefined
  }
}
