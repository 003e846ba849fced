import type { Path } from '../../../yaml/index.ts'
import { labelKeyFault } from '../names.ts'
import type { Complaint, Constraint } from './constraint.ts'
import { show } from './phrases.ts'
import type { WalkPlace } from './place.ts'
import { nameFault, onFields } from './predicates.ts'
import { isHugePages, milli } from './resources.ts'
import { type Fields, fields, items, own, written } from './values.ts'

/** Resources of a Pod as a whole, against those of its containers (GROUND_TRUTH R8, R9). */
export const podResourceConstraints: readonly Constraint[] = [
  {
    id: 'R8',
    where: 'PodSpec.resources',
    type: 'Forbidden',
    check: (_, at) =>
      fields(at.sibling('os')).name === 'windows'
        ? 'resources of the whole Pod are not supported on Windows.'
        : undefined
  },
  {
    id: 'R8',
    where: 'PodSpec.resources.claims',
    type: 'Forbidden',
    check: (claims) =>
      Array.isArray(claims) ? 'claims cannot be set for the whole Pod: set them on a container.' : undefined
  },
  {
    id: 'R8',
    where: 'PodSpec.resources.{limits,requests}',
    type: 'NotSupported',
    check: onFields((list, at) =>
      Object.keys(list).flatMap((name): Complaint[] => {
        const fault = nameFault(name, labelKeyFault(name), 'Resource')
        if (fault) return [{ message: fault, below: [name], type: 'Invalid' }]
        if (name === 'cpu' || name === 'memory' || isHugePages(name)) return []
        const message = `Resource ${name} cannot be in ${at.name} of the whole Pod, only cpu, memory and hugepages.`
        return [{ message, below: [name] }]
      })
    )
  },
  {
    id: 'R9',
    where: 'PodSpec.resources',
    whole: true,
    check: onFields((resources, at) => consistencyComplaints(resources, at, at.scope.kind === 'Pod'))
  }
]

/**
 * What does not fit between a Pod's resources and its containers'.
 * `defaulted` when the Pod's own defaulting comes before: it copies limits to requests, and sums to the Pod.
 */
export function consistencyComplaints(resources: Fields, at: WalkPlace, defaulted: boolean): Complaint[] {
  const { pod } = at.scope
  const limits = fields(resources.limits)
  const requests = fields(resources.requests)
  const complaints = limitComplaints(limits, pod, at.scope.podPath)
  const sums = aggregate(pod, (container) => requestsOf(container, defaulted))
  for (const [name, sum] of sums) {
    const most = milli(own(requests, name))
    if (most !== undefined && sum > most) {
      const message = `Resource ${name} of the Pod is ${show(own(requests, name))}, less than its containers request in total.`
      complaints.push({ message, below: ['requests', name] })
    }
  }
  for (const [name, sum] of aggregate(pod, limitsOf)) {
    const most = milli(own(limits, name))
    if (isHugePages(name) && most !== undefined && sum > most) {
      const message = `Resource ${name} of the Pod is ${show(own(limits, name))}, less than the total of its containers' limits.`
      complaints.push({ message, below: ['limits', name] })
    }
  }
  return defaulted ? [...complaints, ...defaultedComplaints(limits, requests, sums)] : complaints
}

/** Defaulting takes the sum of its containers for a request that the Pod doesn't state: it may exceed the limit. */
function defaultedComplaints(
  limits: Fields,
  requests: Fields,
  sums: ReadonlyMap<string, bigint>
): Complaint[] {
  return Object.entries(limits).flatMap(([name, limit]) => {
    const sum = sums.get(name)
    const most = milli(limit)
    if (isHugePages(name) || sum === undefined || most === undefined || own(requests, name) !== undefined)
      return []
    if (sum <= most) return []
    const message = `Resource ${name} of the Pod is limited to ${show(limit)}, less than its containers request in total.`
    return [{ message, below: ['limits', name] }]
  })
}

function limitComplaints(limits: Fields, pod: Fields, podPath: Path): Complaint[] {
  return items(pod.containers).flatMap((container, index) =>
    Object.entries(limitsOf(fields(container))).flatMap(([name, limit]): Complaint[] => {
      const most = milli(own(limits, name))
      const amount = milli(limit)
      if (most === undefined || amount === undefined || amount <= most) return []
      const message = `Resource ${name} is limited to ${show(limit)}, more than the ${show(own(limits, name))} of the whole Pod.`
      const related = [
        { path: [...podPath, 'resources', 'limits', name], message: 'This is the limit of the Pod.' }
      ]
      return [{ message, path: [...podPath, 'containers', index, 'resources', 'limits', name], related }]
    })
  )
}

function requestsOf(container: Fields, defaulted: boolean): Fields {
  const { requests, limits } = fields(container.resources)
  return defaulted && written(limits) ? { ...fields(limits), ...fields(requests) } : fields(requests)
}

function limitsOf(container: Fields): Fields {
  return fields(fields(container.resources).limits)
}

/** What containers take together at the worst moment: sidecars stay, other init containers come one by one. */
function aggregate(pod: Fields, of: (container: Fields) => Fields): Map<string, bigint> {
  const sum = new Map<string, bigint>()
  for (const container of items(pod.containers)) add(sum, of(fields(container)))
  const sidecars = new Map<string, bigint>()
  const peak = new Map<string, bigint>()
  for (const item of items(pod.initContainers)) {
    const container = fields(item)
    const sidecar = container.restartPolicy === 'Always'
    if (sidecar) add(sum, of(container))
    const now = sidecar ? sidecars : new Map(sidecars)
    add(now, of(container))
    for (const [name, amount] of now) peak.set(name, max(peak.get(name), amount))
  }
  for (const [name, amount] of peak) sum.set(name, max(sum.get(name), amount))
  return sum
}

function add(sum: Map<string, bigint>, list: Fields): void {
  for (const [name, value] of Object.entries(list))
    sum.set(name, (sum.get(name) ?? 0n) + (milli(value) ?? 0n))
}

function max(one: bigint | undefined, other: bigint): bigint {
  return one === undefined || other > one ? other : one
}
