import { portNameFault } from '../names.ts'
import type { Complaint, Constraint } from './constraint.ts'
import { show } from './phrases.ts'
import type { WalkPlace } from './place.ts'
import { duplicates, named, oneOf, onFields, onList, onNumber, range } from './predicates.ts'
import { type Fields, fields, items, text } from './values.ts'

/** Ports of containers (GROUND_TRUTH K7 to K10, P16, P17). */
export const portConstraints: readonly Constraint[] = [
  {
    id: 'K7',
    where: 'Container.ports[*].containerPort',
    required: 'A port needs containerPort, from 1 to 65535.'
  },
  {
    id: 'K7',
    where: 'Container.ports[*].containerPort',
    check: onNumber((port) =>
      port >= 1 && port <= 65_535
        ? undefined
        : port === 0
          ? { message: 'containerPort is 0, but must be from 1 to 65535.', type: 'Required' }
          : `containerPort is ${port}, but must be from 1 to 65535.`
    )
  },
  { id: 'K8', where: 'Container.ports[*].hostPort', check: range(0, 65_535) },
  { id: 'K9', where: 'Container.ports[*].name', check: named(portNameFault) },
  {
    id: 'K9',
    where: 'Container.ports',
    type: 'Duplicate',
    check: onList((ports, at) => {
      const names = ports.map((port) => text(fields(port).name))
      return duplicates(
        names.map((name) => (portNameFault(name) ? '' : name)),
        'Port name',
        at,
        'name'
      )
    })
  },
  {
    id: 'K10',
    where: 'Container.ports[*].protocol',
    type: 'NotSupported',
    check: oneOf('TCP', 'UDP', 'SCTP')
  },
  {
    id: 'P16',
    where: 'PodSpec.containers[*].ports[*].hostPort',
    check: onNumber((port, at) => {
      const inside = at.sibling('containerPort')
      if (!at.scope.hostNetwork || typeof inside !== 'number' || port === inside || port === 0)
        return undefined
      return `hostPort is ${port}, but with hostNetwork it must be containerPort, ${inside}, or left out.`
    })
  },
  {
    id: 'P17',
    where: 'PodSpec.containers',
    type: 'Duplicate',
    check: onList((list, at) => hostPortComplaints(list, at, at.scope.kind === 'Pod' && at.scope.hostNetwork))
  },
  {
    id: 'P17',
    where: 'PodSpec.initContainers[*]',
    type: 'Duplicate',
    check: onFields((container, at) => {
      const taken = new Map<string, (string | number)[]>()
      return portsTwice(container, [], taken, at, at.scope.kind === 'Pod' && at.scope.hostNetwork)
    })
  }
]

/** Host ports used twice over a list of containers; under hostNetwork a Pod's are all on the host. */
export function hostPortComplaints(list: readonly unknown[], at: WalkPlace, onHost: boolean): Complaint[] {
  const taken = new Map<string, (string | number)[]>()
  return list.flatMap((item, index) => portsTwice(fields(item), [index], taken, at, onHost))
}

function portsTwice(
  container: Fields,
  below: readonly (string | number)[],
  taken: Map<string, (string | number)[]>,
  at: WalkPlace,
  onHost: boolean
): Complaint[] {
  return items(container.ports).flatMap((item, index): Complaint[] => {
    const port = fields(item)
    const number = port.hostPort || (onHost ? port.containerPort : 0)
    if (typeof number !== 'number' || number === 0) return []
    const key = `${text(port.protocol) || 'TCP'}/${text(port.hostIP)}/${number}`
    const place = [...below, 'ports', index, port.hostPort ? 'hostPort' : 'containerPort']
    const before = taken.get(key)
    if (!before) taken.set(key, place)
    if (!before) return []
    const related = [{ path: at.path(...before), message: 'First taken here.' }]
    return [{ message: `Host port ${show(number)} is taken twice by this Pod.`, below: place, related }]
  })
}
