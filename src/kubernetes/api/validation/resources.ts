import { labelKeyFault } from '../names.ts'
import { milliValue, parseQuantity, wholeValue } from '../quantity.ts'
import type { Complaint, Constraint } from './constraint.ts'
import { didYouMean, show } from './phrases.ts'
import { dnsLabel, duplicates, given, onFields, onList } from './predicates.ts'
import { type Fields, fields, isFields, own, text, unknownValue, written } from './values.ts'

/** Resources of containers, of the Pod and of its overhead (GROUND_TRUTH R1 to R7). */
export const resourceConstraints: readonly Constraint[] = [
  {
    id: 'R1',
    where: 'Container.resources.{limits,requests}',
    check: onFields((list, at) => nameComplaints(list, at.name))
  },
  { id: 'R1', where: 'PodSpec.overhead', check: onFields((list, at) => nameComplaints(list, at.name)) },
  {
    id: 'R2',
    where: 'ResourceRequirements.{limits,requests}',
    check: onFields((list) => negativeComplaints(list))
  },
  { id: 'R2', where: 'PodSpec.overhead', check: onFields((list) => negativeComplaints(list)) },
  {
    id: 'R3',
    where: 'ResourceRequirements.{limits,requests}',
    check: onFields((list) => fractionComplaints(list))
  },
  { id: 'R3', where: 'PodSpec.overhead', check: onFields((list) => fractionComplaints(list)) },
  {
    id: 'R4',
    where: 'ResourceRequirements.requests',
    check: onFields((requests, at) => {
      const limits = at.sibling('limits')
      return Object.keys(requests).flatMap((name) => limitComplaints(name, requests[name], own(limits, name)))
    })
  },
  {
    id: 'R5',
    where: 'ResourceRequirements.requests',
    type: 'Required',
    whole: true,
    check: onFields((requests, at) => {
      const limits = at.sibling('limits')
      if (written(limits) && !isFields(limits)) return undefined
      const missing = Object.keys(requests).filter((name) => !overcommits(name) && !has(limits, name))
      return missing.map((name) => ({
        message: `Resource ${name} cannot be overcommitted: write a limit equal to its request.`,
        path: at.beside('limits')
      }))
    })
  },
  {
    id: 'R6',
    where: 'ResourceRequirements',
    type: 'Forbidden',
    whole: true,
    check: onFields(({ limits, requests }) => {
      const names = [...Object.keys(fields(limits)), ...Object.keys(fields(requests))]
      const huge = loneHugePages(names)
      if (huge === undefined) return undefined
      const list = has(limits, huge) ? 'limits' : 'requests'
      return {
        message: `Resource ${huge} needs cpu or memory beside it in the same resources.`,
        below: [list, huge]
      }
    })
  },
  {
    id: 'R6',
    where: 'PodSpec.overhead',
    type: 'Forbidden',
    whole: true,
    check: onFields((overhead) => {
      const huge = loneHugePages(Object.keys(overhead))
      return huge === undefined
        ? undefined
        : { message: `Resource ${huge} needs cpu or memory beside it.`, below: [huge] }
    })
  },
  {
    id: 'R6',
    where: '{ResourceRequirements.limits,ResourceRequirements.requests,PodSpec.overhead}',
    check: onFields((list) => pageComplaints(list))
  },
  {
    id: 'R7',
    where: 'Container.resources.claims[*].name',
    required: 'A claim needs the name of one of the resourceClaims of the Pod.'
  },
  {
    id: 'R7',
    where: 'Container.resources.claims[*].name',
    type: 'NotFound',
    check: (name, at) => {
      const claims = at.scope.resourceClaims
      if (typeof name !== 'string' || name === '' || claims.has(name) || claims.has(unknownValue))
        return undefined
      const names = [...claims.keys()].map(text)
      return `Claim ${show(name)} is not among the resourceClaims of the Pod.${didYouMean(name, names)}`
    }
  },
  { id: 'R7', where: 'Container.resources.claims[*].request', check: dnsLabel },
  {
    id: 'R7',
    where: 'Container.resources.claims',
    type: 'Duplicate',
    check: onList((claims, at) => {
      const keys = claims.map((claim) => {
        const { name, request } = fields(claim)
        return given(request) ? `${text(name)}/${text(request)}` : text(name)
      })
      const whole = new Set(keys.filter((key) => !key.includes('/')))
      const parts = claims.flatMap((claim, index) => {
        const { name, request } = fields(claim)
        if (!given(request) || !whole.has(text(name))) return []
        return [{ message: `Claim ${show(name)} is used both as a whole and in part.`, below: [index] }]
      })
      return [...duplicates(keys, 'Claim', at), ...parts]
    })
  }
]

/** Pages of one size, such as hugepages-2Mi. */
export function isHugePages(name: string): boolean {
  return name.startsWith('hugepages-')
}

/** Whether a container may use more of a resource than it asks for. */
function overcommits(name: string): boolean {
  return isNative(name) && !isHugePages(name)
}

/** A quantity in thousandths; null counts as 0, a text that is not a quantity as nothing. */
export function milli(value: unknown): bigint | undefined {
  if (value === null) return 0n
  const quantity = parseQuantity(value)
  return quantity && milliValue(quantity)
}

function loneHugePages(names: readonly string[]): string | undefined {
  return names.includes('cpu') || names.includes('memory') ? undefined : names.find(isHugePages)
}

function isNative(name: string): boolean {
  return !name.includes('/') || name.includes('kubernetes.io/')
}

function isExtended(name: string): boolean {
  return !isNative(name) && !name.startsWith('requests.') && labelKeyFault(`requests.${name}`) === undefined
}

function has(list: unknown, name: string): boolean {
  return isFields(list) && Object.hasOwn(list, name)
}

const standard = ['cpu', 'memory', 'ephemeral-storage']

function nameComplaints(list: Fields, where: string): Complaint[] {
  return Object.keys(list).flatMap((name): Complaint[] => {
    const fault = labelKeyFault(name)
    if (fault) return [{ message: `Resource ${show(name)} ${fault}.`, below: [name] }]
    if (
      name.includes('/') ? isNative(name) || isExtended(name) : standard.includes(name) || isHugePages(name)
    )
      return []
    const hint = name.includes('/') ? '' : didYouMean(name, standard)
    const known = 'cpu, memory, ephemeral-storage, hugepages-<size> or domain/name'
    return [
      {
        message: `${show(name)} is not a resource for ${where}: valid names are ${known}.${hint}`,
        below: [name]
      }
    ]
  })
}

function negativeComplaints(list: Fields): Complaint[] {
  return Object.entries(list).flatMap(([name, value]) =>
    (parseQuantity(value)?.nano ?? 0n) < 0n
      ? [{ message: `Resource ${name} is ${show(value)}, but must be 0 or more.`, below: [name] }]
      : []
  )
}

function fractionComplaints(list: Fields): Complaint[] {
  return Object.entries(list).flatMap(([name, value]) => {
    if (!isExtended(name)) return []
    const amount = milli(value)
    if (amount === undefined || amount % 1000n === 0n) return []
    return [{ message: `Resource ${name} is ${show(value)}, but must be a whole number.`, below: [name] }]
  })
}

function limitComplaints(name: string, request: unknown, limit: unknown): Complaint[] {
  const wanted = milli(request)
  const most = limit === undefined ? undefined : milli(limit)
  if (wanted === undefined || most === undefined || wanted === most) return []
  if (!overcommits(name)) {
    return [
      {
        message: `Resource ${name} requests ${show(request)}, but its request must equal its limit, ${show(limit)}.`,
        below: [name]
      }
    ]
  }
  if (wanted < most) return []
  return [
    {
      message: `Resource ${name} requests ${show(request)}, more than its limit of ${show(limit)}.`,
      below: [name]
    }
  ]
}

function pageComplaints(list: Fields): Complaint[] {
  return Object.entries(list).flatMap(([name, value]): Complaint[] => {
    if (!isHugePages(name)) return []
    const size = parseQuantity(name.slice('hugepages-'.length))
    const amount = value === null ? { nano: 0n, notation: 'decimal' as const } : parseQuantity(value)
    if (!amount) return []
    if (!size || size.nano <= 0n || milliValue(size) % 1000n !== 0n) {
      return [{ message: `${show(name)} does not name a page size, as in hugepages-2Mi.`, below: [name] }]
    }
    if (wholeValue({ ...amount, nano: milliValue(amount) * 1_000_000n }) % wholeValue(size) === 0n) return []
    return [
      {
        message: `Resource ${name} is ${show(value)}, but must be a multiple of the page size.`,
        below: [name]
      }
    ]
  })
}
