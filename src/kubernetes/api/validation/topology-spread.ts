import type { Complaint, Constraint } from './constraint.ts'
import { bothComplaint, labelKeysFault, selectedTwice } from './match-label-keys.ts'
import { show } from './phrases.ts'
import type { WalkPlace } from './place.ts'
import { exactlyOneOf, minimum, onList, onNumber, onText } from './predicates.ts'
import { fields, items } from './values.ts'

/** Spreading over topologies (GROUND_TRUTH A7). */
export const topologySpreadConstraints: readonly Constraint[] = [
  {
    id: 'A7',
    where: 'TopologySpreadConstraint.maxSkew',
    check: minimum(1)
  },
  {
    id: 'A7',
    where: 'TopologySpreadConstraint.maxSkew',
    type: 'Invalid',
    required: 'A spread constraint needs maxSkew, of 1 or more.'
  },
  {
    id: 'A7',
    where: 'TopologySpreadConstraint.topologyKey',
    required: 'A spread constraint needs topologyKey, such as topology.kubernetes.io/zone.'
  },
  {
    id: 'A7',
    where: 'TopologySpreadConstraint.whenUnsatisfiable',
    type: 'NotSupported',
    check: onText((action, at) => exactlyOneOf('DoNotSchedule', 'ScheduleAnyway')(action, at))
  },
  {
    id: 'A7',
    where: 'TopologySpreadConstraint.whenUnsatisfiable',
    type: 'NotSupported',
    required: 'A spread constraint needs whenUnsatisfiable: DoNotSchedule or ScheduleAnyway.'
  },
  {
    id: 'A7',
    where: 'PodSpec.topologySpreadConstraints',
    type: 'Duplicate',
    check: onList((list, at) => spreadTwice(list, at))
  },
  { id: 'A7', where: 'TopologySpreadConstraint.minDomains', check: minimum(1) },
  {
    id: 'A7',
    where: 'TopologySpreadConstraint.minDomains',
    check: onNumber((count, at) => {
      const action = at.sibling('whenUnsatisfiable')
      if (count < 1 || action === 'DoNotSchedule' || typeof action !== 'string') return undefined
      return `minDomains needs whenUnsatisfiable: DoNotSchedule, not ${action}.`
    })
  },
  {
    id: 'A7',
    where: 'TopologySpreadConstraint.{nodeAffinityPolicy,nodeTaintsPolicy}',
    type: 'NotSupported',
    check: exactlyOneOf('Honor', 'Ignore')
  },
  {
    id: 'A7',
    where: 'TopologySpreadConstraint.matchLabelKeys',
    check: onList((keys, at) => labelKeysFault(keys, at))
  },
  {
    id: 'A7',
    where: 'TopologySpreadConstraint.matchLabelKeys',
    check: onList((keys, at) => {
      const selector = fields(at.sibling('labelSelector'))
      if (at.scope.minor >= 34) return selectedTwice(keys, selector, at.scope.kind === 'Pod' ? at : undefined)
      const expressed = items(selector.matchExpressions).map((item) => fields(item).key)
      const selected = new Set<unknown>([...Object.keys(fields(selector.matchLabels)), ...expressed])
      return keys.flatMap((key, index) => (selected.has(key) ? [bothComplaint(key, index)] : []))
    })
  }
]

function spreadTwice(list: readonly unknown[], at: WalkPlace): Complaint[] {
  const first = new Map<string, number>()
  return list.flatMap((item, index): Complaint[] => {
    const { topologyKey, whenUnsatisfiable } = fields(item)
    if (typeof topologyKey !== 'string' || typeof whenUnsatisfiable !== 'string') return []
    const key = JSON.stringify([topologyKey, whenUnsatisfiable])
    const before = first.get(key)
    if (before === undefined) first.set(key, index)
    if (before === undefined) return []
    const message = `Two spread constraints have topologyKey ${show(topologyKey)} and whenUnsatisfiable ${whenUnsatisfiable}.`
    return [
      { message, below: [index], related: [{ path: at.path(before), message: 'This is the other one.' }] }
    ]
  })
}
