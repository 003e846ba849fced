import { labelKeyFault } from '../names.ts'
import type { Complaint, ConstraintFault } from './constraint.ts'
import { show } from './phrases.ts'
import type { WalkPlace } from './place.ts'
import { nameFault } from './predicates.ts'
import { type Fields, fields, items, written } from './values.ts'

/** Keys of labels that a selector is to be extended by. */
export function labelKeysFault(keys: readonly unknown[], at: WalkPlace): ConstraintFault {
  if (keys.length === 0) return undefined
  if (!written(at.sibling('labelSelector'))) {
    if (at.scope.partial) return undefined
    return { message: `${at.name} needs labelSelector beside it.`, type: 'Forbidden' }
  }
  return keys.flatMap((key, index): Complaint[] => {
    const fault =
      typeof key === 'string' ? nameFault(key, labelKeyFault(key), `${at.name}[${index}]`) : undefined
    return fault ? [{ message: fault, below: [index] }] : []
  })
}

/**
 * Keys that the selector picks out already. The API server itself adds the Pod's labels for these keys as
 * expressions, to a Pod but not to a template, and then looks for expressions only: so labels count there.
 */
export function selectedTwice(
  keys: readonly unknown[],
  selector: Fields,
  pod: WalkPlace | undefined
): Complaint[] {
  const expressions = items(selector.matchExpressions).map((item) => fields(item).key)
  const labels = fields(selector.matchLabels)
  const own = pod ? fields(pod.scope.metadata.labels) : fields(undefined)
  return keys.flatMap((key, index) => {
    if (typeof key !== 'string') return []
    const chosen = expressions.filter((other) => other === key).length
    const added = Object.hasOwn(own, key) ? 1 : 0
    const before = Object.hasOwn(labels, key) ? 1 : 0
    return chosen + added > 0 && before + chosen + added > 1 ? [bothComplaint(key, index)] : []
  })
}

/** The complaint about a key that is in both. */
export function bothComplaint(key: unknown, index: number): Complaint {
  return {
    message: `${show(key)} is in matchLabelKeys and in labelSelector: leave it out of one.`,
    below: [index]
  }
}
