import { labelKeyFault } from '../names.ts'
import type { ConstraintFault } from './constraint.ts'
import { didYouMean, orList, show } from './phrases.ts'
import type { WalkPlace } from './place.ts'
import { given, nameFault } from './predicates.ts'
import type { Fields } from './values.ts'

/** Which fields of a Pod may be referred to. */
export interface FieldPaths {
  readonly known: readonly string[]
}

/** What is wrong with a reference to a field of the Pod (E5, V7). */
export function fieldPathFault(
  { apiVersion, fieldPath }: Fields,
  { known }: FieldPaths,
  at: WalkPlace
): ConstraintFault {
  if (!given(fieldPath)) {
    if (at.scope.partial) return undefined
    return {
      message: 'fieldRef needs fieldPath, such as metadata.name.',
      below: ['fieldPath'],
      type: 'Required'
    }
  }
  if (typeof fieldPath !== 'string') return undefined
  if (given(apiVersion) && typeof apiVersion === 'string' && apiVersion !== 'v1') {
    return {
      message: `apiVersion is ${show(apiVersion)}, but a Pod's is v1: remove it.`,
      below: ['apiVersion']
    }
  }
  const open = fieldPath.indexOf("['")
  if (open < 1 || !fieldPath.endsWith("']")) {
    if (known.includes(fieldPath)) return undefined
    const message = `fieldPath is ${show(fieldPath)}, but must be a path such as ${orList(known.slice(0, 5))}.`
    return { message: message + didYouMean(fieldPath, known), below: ['fieldPath'], type: 'NotSupported' }
  }
  const path = fieldPath.slice(0, open)
  const key = fieldPath.slice(open + 2, -2)
  if (path !== 'metadata.annotations' && path !== 'metadata.labels') {
    const message = `fieldPath ${show(fieldPath)} picks a key, which only metadata.labels and metadata.annotations have.`
    return { message, below: ['fieldPath'] }
  }
  const fault = labelKeyFault(path === 'metadata.labels' ? key : key.toLowerCase())
  const message = nameFault(key, fault, 'The key in fieldPath')
  return message === undefined ? undefined : { message, below: ['fieldPath'] }
}
