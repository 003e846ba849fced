import type { Complaint, Constraint } from './constraint.ts'
import { show } from './phrases.ts'
import {
  atMost,
  dnsLabel,
  exactlyOneOf,
  given,
  notOneOf,
  oneOf,
  onFields,
  onList,
  onText
} from './predicates.ts'
import { type Fields, fields, items, written } from './values.ts'

const rules = 'PodSpec.{containers,initContainers}[*].restartPolicyRules'

/** Containers without their ports, resources, probes, variables and mounts (GROUND_TRUTH section 7). */
export const containerConstraints: readonly Constraint[] = [
  {
    id: 'K1',
    where: 'Container.name',
    required: 'A container needs a name: lowercase letters, digits and "-".'
  },
  { id: 'K1', where: 'Container.name', check: dnsLabel },
  { id: 'K2', where: 'PodSpec', type: 'Duplicate', check: onFields((pod) => namesTwice(pod)) },
  { id: 'K3', where: 'Container.image', required: 'A container needs an image.' },
  {
    id: 'K4',
    where: 'Pod.spec.{containers,initContainers}[*].image',
    check: onText((image) =>
      hasBlankEnds(image) ? `image ${show(image)} has leading or trailing spaces: remove them.` : undefined
    )
  },
  {
    id: 'K5',
    where: 'Container.imagePullPolicy',
    type: 'NotSupported',
    check: oneOf('Always', 'IfNotPresent', 'Never')
  },
  {
    id: 'K6',
    where: 'Container.terminationMessagePolicy',
    type: 'NotSupported',
    check: oneOf('File', 'FallbackToLogsOnError')
  },
  {
    id: 'K13',
    where: 'PodSpec.containers[*].restartPolicy',
    until: 33,
    type: 'Forbidden',
    check: () => 'restartPolicy of a container is for init containers only until Kubernetes 1.35.'
  },
  {
    id: 'K13',
    where: 'PodSpec.containers[*].restartPolicy',
    since: 35,
    type: 'NotSupported',
    check: exactlyOneOf('Always', 'Never', 'OnFailure')
  },
  {
    id: 'K15',
    where: 'PodSpec.initContainers[*].restartPolicy',
    since: 35,
    type: 'NotSupported',
    check: exactlyOneOf('Always', 'Never', 'OnFailure')
  },
  {
    id: 'K15',
    where: 'PodSpec.initContainers[*].restartPolicy',
    until: 33,
    type: 'NotSupported',
    check: (policy, at) =>
      typeof policy !== 'string' || policy === 'Always' ? undefined : notOneOf(policy, ['Always'], at)
  },
  {
    id: 'K14',
    where: 'PodSpec.{containers,initContainers}[*]',
    type: 'Required',
    whole: true,
    check: onFields(({ restartPolicy, restartPolicyRules }) =>
      given(restartPolicyRules) && !written(restartPolicy)
        ? { message: 'restartPolicyRules need restartPolicy beside them.', below: ['restartPolicy'] }
        : undefined
    )
  },
  {
    id: 'K14',
    where: 'PodSpec.initContainers[*].restartPolicyRules',
    until: 35,
    type: 'Forbidden',
    check: onList((rules, at) =>
      rules.length > 0 && at.sibling('restartPolicy') === 'Always'
        ? 'restartPolicyRules cannot be used with restartPolicy Always of an init container before Kubernetes 1.36.'
        : undefined
    )
  },
  { id: 'K14', where: rules, type: 'TooMany', check: atMost(20) },
  {
    id: 'K14',
    where: `${rules}[*]`,
    check: onFields(({ action, exitCodes }, at) => {
      const complaints: Complaint[] = []
      const actions = at.scope.minor >= 36 ? ['Restart', 'RestartAllContainers'] : ['Restart']
      if (!written(action) || (typeof action === 'string' && !actions.includes(action))) {
        const message = `action is ${show(action ?? '')}, but must be ${actions.join(' or ')}.`
        complaints.push({ message, below: ['action'], type: written(action) ? 'NotSupported' : 'Required' })
      }
      if (!written(exitCodes)) {
        complaints.push({
          message: 'A restart rule needs exitCodes.',
          below: ['exitCodes'],
          type: 'Required'
        })
      }
      return complaints
    })
  },
  {
    id: 'K14',
    where: `${rules}[*].exitCodes`,
    check: onFields(({ operator }) =>
      operator === 'In' || operator === 'NotIn' || (given(operator) && typeof operator !== 'string')
        ? undefined
        : {
            message: `operator is ${show(operator ?? '')}, but must be In or NotIn.`,
            below: ['operator'],
            type: given(operator) ? 'NotSupported' : 'Required'
          }
    )
  },
  { id: 'K14', where: `${rules}[*].exitCodes.values`, type: 'TooMany', check: atMost(255) },
  {
    id: 'K16',
    where: 'PodSpec.initContainers[*].{lifecycle,livenessProbe,readinessProbe,startupProbe}',
    type: 'Forbidden',
    check: (_, at) => {
      const policy = at.sibling('restartPolicy')
      if (policy === 'Always' || typeof policy === 'symbol') return undefined
      if (at.scope.partial && !written(policy)) return undefined
      return `${at.name} is only for init containers with restartPolicy: Always; this one ends before the Pod's own containers start.`
    }
  },
  {
    id: 'K17',
    where: 'Container.resizePolicy',
    check: onList((list, at) =>
      list.flatMap((item, index) => resizeComplaints(fields(item), index, at.scope.restartPolicy))
    )
  },
  {
    id: 'K17',
    where: 'Container.resizePolicy',
    type: 'Duplicate',
    check: onList((list) => {
      const seen = new Set<unknown>()
      return list.flatMap((item, index) => {
        const { resourceName } = fields(item)
        const twice = typeof resourceName === 'string' && seen.has(resourceName)
        seen.add(resourceName)
        return twice
          ? [{ message: `resizePolicy names ${show(resourceName)} twice.`, below: [index, 'resourceName'] }]
          : []
      })
    })
  },
  {
    id: 'K17',
    where: 'PodSpec.initContainers[*].resizePolicy[*].restartPolicy',
    since: 36,
    check: onText((policy, at) => {
      const container = fields(at.parent(3))
      if (policy !== 'RestartContainer' || container.restartPolicy === 'Always') return undefined
      if (typeof container.restartPolicy === 'symbol' || at.scope.restartPolicy === 'Never') return undefined
      return 'restartPolicy RestartContainer is only for sidecars among the init containers: write NotRequired.'
    })
  }
]

/** Whether a text has leading or trailing spaces, as Go sees them (JavaScript's trim differs in two). */
export function hasBlankEnds(value: string): boolean {
  return blank.test(value.slice(0, 1)) || blank.test(value.slice(-1))
}

const blank = /^[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/

function namesTwice(pod: Fields): Complaint[] {
  const first = new Map<unknown, (string | number)[]>()
  return ['containers', 'initContainers'].flatMap((list) =>
    items(pod[list]).flatMap((item, index): Complaint[] => {
      const { name } = fields(item)
      if (typeof name !== 'string' || name === '') return []
      const before = first.get(name)
      if (!before) first.set(name, [list, index, 'name'])
      if (!before) return []
      return [
        {
          message: `Two containers are named ${show(name)}, but names must be unique in a Pod.`,
          below: [list, index, 'name']
        }
      ]
    })
  )
}

function resizeComplaints(
  { resourceName, restartPolicy }: Fields,
  index: number,
  podPolicy: unknown
): Complaint[] {
  const complaints: Complaint[] = []
  const wrong = (field: string, value: unknown, choices: string) => {
    const message = `${field} is ${show(value ?? '')}, but must be ${choices}.`
    complaints.push({ message, below: [index, field], type: given(value) ? 'NotSupported' : 'Required' })
  }
  if (
    !given(resourceName) ||
    (typeof resourceName === 'string' && !['cpu', 'memory'].includes(resourceName))
  ) {
    wrong('resourceName', resourceName, 'cpu or memory')
  }
  if (!given(restartPolicy) || (typeof restartPolicy === 'string' && !policies.includes(restartPolicy))) {
    wrong('restartPolicy', restartPolicy, 'NotRequired or RestartContainer')
  } else if (restartPolicy === 'RestartContainer' && podPolicy === 'Never') {
    const message = 'resizePolicy must be NotRequired in a Pod with restartPolicy Never.'
    complaints.push({ message, below: [index, 'restartPolicy'] })
  }
  return complaints
}

const policies = ['NotRequired', 'RestartContainer']
