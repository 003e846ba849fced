import { configKeyFault, dnsLabelFault, dnsPrefixFault, dnsSubdomainFault, envNameFault } from '../names.ts'
import { formatQuantity, parseQuantity } from '../quantity.ts'
import type { Constraint, ConstraintFault } from './constraint.ts'
import { type FieldPaths, fieldPathFault } from './field-path.ts'
import { didYouMean, show } from './phrases.ts'
import type { WalkPlace } from './place.ts'
import { dnsLabel, given, named, nameFault, noBacksteps, onFields, onText } from './predicates.ts'
import { type Fields, text, unknownValue, written } from './values.ts'

/** Environment variables (GROUND_TRUTH section 10). */
export const envConstraints: readonly Constraint[] = [
  { id: 'E1', where: 'Container.env[*].name', required: 'A variable needs a name.' },
  {
    id: 'E1',
    where: 'Container.{env[*].name,envFrom[*].prefix}',
    check: onText((name, at) => nameFault(name, envNameFault(name, at.scope.minor >= 32), at.name))
  },
  {
    id: 'E3',
    where: 'Container.env[*].valueFrom',
    check: (_, at) =>
      given(at.sibling('value'))
        ? 'A variable has value and valueFrom, but it can have only one: remove the other.'
        : undefined
  },
  {
    id: 'E4',
    where: 'Container.env[*].valueFrom',
    check: onFields((source, at) => {
      const known = at.scope.minor >= 35 ? [...sources, 'fileKeyRef'] : sources
      const found = known.filter((name) => written(source[name]))
      if (found.length === 1 || (found.length === 0 && at.scope.partial) || given(at.sibling('value')))
        return undefined
      if (found.length === 0)
        return `valueFrom names no source: write ${known.slice(0, -1).join(', ')} or ${known.at(-1)}.`
      return `valueFrom has ${found.join(' and ')}, but a variable has only one source.`
    })
  },
  {
    id: 'E5',
    where: 'Container.env[*].valueFrom.fieldRef',
    check: onFields((reference, at) => fieldPathFault(reference, envPaths, at))
  },
  {
    id: 'E6',
    where: 'Container.env[*].valueFrom.resourceFieldRef',
    check: onFields((reference, at) => resourceFieldFault(reference, at, false))
  },
  {
    id: 'E7',
    where: 'Container.env[*].valueFrom.{configMapKeyRef,secretKeyRef}',
    check: onFields(({ name }, at) => {
      if ((written(name) && typeof name !== 'string') || (!given(name) && at.scope.partial)) return undefined
      const fault = dnsSubdomainFault(text(name))
      const missing = `${at.name} needs the name of the ${at.name.startsWith('secret') ? 'Secret' : 'ConfigMap'}.`
      return fault && { message: given(name) ? `name ${show(name)} ${fault}.` : missing, below: ['name'] }
    })
  },
  {
    id: 'E7',
    where: 'Container.env[*].valueFrom.{configMapKeyRef,secretKeyRef}.key',
    required: 'The reference needs a key: the entry to take.'
  },
  {
    id: 'E7',
    where: 'Container.env[*].valueFrom.{configMapKeyRef,secretKeyRef}.key',
    check: named(configKeyFault)
  },
  {
    id: 'E8',
    where: 'Container.env[*].valueFrom.fileKeyRef.key',
    required: 'fileKeyRef needs a key: the variable to take from the file.'
  },
  {
    id: 'E8',
    where: 'Container.env[*].valueFrom.fileKeyRef.key',
    check: named((key) => envNameFault(key, true))
  },
  {
    id: 'E8',
    where: 'Container.env[*].valueFrom.fileKeyRef.path',
    required: 'fileKeyRef needs a path: the file to read in the volume.'
  },
  { id: 'E8', where: 'Container.env[*].valueFrom.fileKeyRef.path', check: noBacksteps },
  {
    id: 'E8',
    where: 'Container.env[*].valueFrom.fileKeyRef.volumeName',
    required: 'fileKeyRef needs volumeName: the emptyDir volume with the file.'
  },
  { id: 'E8', where: 'Container.env[*].valueFrom.fileKeyRef.volumeName', check: dnsLabel },
  {
    id: 'E8',
    where: 'Container.env[*].valueFrom.fileKeyRef.volumeName',
    type: 'NotFound',
    check: onText((name, at) => {
      const { volumes } = at.scope
      const volume = volumes.get(name)
      if (dnsLabelFault(name) || (!volume && volumes.has(unknownValue))) return undefined
      if (!volume)
        return `volumeName ${show(name)} is not a volume of the Pod.${didYouMean(name, textKeys(volumes))}`
      const kinds = Object.keys(volume).filter((key) => key !== 'name' && written(volume[key]))
      if (kinds.length === 0 || kinds.includes('emptyDir')) return undefined
      return {
        message: `volumeName ${show(name)} is a ${kinds[0]} volume, but must be an emptyDir.`,
        type: 'Invalid'
      }
    })
  },
  {
    id: 'E9',
    where: 'Container.envFrom[*]',
    check: onFields(({ configMapRef, secretRef }, at) => {
      if (written(configMapRef) && written(secretRef))
        return `${at.name} has configMapRef and secretRef; write two entries.`
      if (written(configMapRef) || written(secretRef) || at.scope.partial) return undefined
      return `${at.name} names no source: write configMapRef or secretRef.`
    })
  },
  {
    id: 'E9',
    where: 'Container.envFrom[*].{configMapRef,secretRef}.name',
    required: 'The reference needs a name.'
  },
  { id: 'E9', where: 'Container.envFrom[*].{configMapRef,secretRef}.name', check: named(dnsPrefixFault) }
]

/** What is wrong with a reference to a container's own resources (E6, V7). */
export function resourceFieldFault(reference: Fields, at: WalkPlace, inVolume: boolean): ConstraintFault {
  const { resource, containerName, divisor } = reference
  if (at.scope.partial && !given(resource)) return undefined
  if (inVolume && !given(containerName)) {
    return {
      message: 'resourceFieldRef needs containerName: the container whose resources to show.',
      below: ['containerName'],
      type: 'Required'
    }
  }
  if (!given(resource)) {
    return {
      message: 'resourceFieldRef needs a resource, such as limits.memory.',
      below: ['resource'],
      type: 'Required'
    }
  }
  if (typeof resource !== 'string') return undefined
  const match = /^(?:limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-.*)$/s.exec(resource)
  if (!match) {
    const hint = didYouMean(resource, resourceFields)
    const message = `resource is ${show(resource)}, but must be limits. or requests. of cpu, memory or ephemeral-storage.${hint}`
    return { message, below: ['resource'], type: 'NotSupported' }
  }
  const quantity = written(divisor) ? parseQuantity(divisor) : undefined
  if (!quantity || quantity.nano === 0n) return undefined
  const allowed = match[1] === 'cpu' ? ['1m', '1'] : byteDivisors
  if (allowed.includes(formatQuantity(quantity))) return undefined
  const message = `divisor is ${show(divisor)}, but for ${resource} must be ${match[1] === 'cpu' ? '1m or 1' : '1, 1k, 1Ki, 1M, 1Mi and so on'}.`
  return { message, below: ['divisor'] }
}

const sources = ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef']
const byteDivisors = [
  '1',
  ...['k', 'M', 'G', 'T', 'P', 'E', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'].map((unit) => `1${unit}`)
]
const resourceFields = ['cpu', 'memory', 'ephemeral-storage'].flatMap((name) => [
  `limits.${name}`,
  `requests.${name}`
])
const envPaths: FieldPaths = {
  known: [
    'metadata.name',
    'metadata.namespace',
    'metadata.uid',
    'spec.nodeName',
    'spec.serviceAccountName',
    'status.hostIP',
    'status.hostIPs',
    'status.podIP',
    'status.podIPs',
    'spec.host'
  ]
}

function textKeys(map: ReadonlyMap<unknown, unknown>): string[] {
  return [...map.keys()].map(text)
}
