import { parseIp } from '../ip.ts'
import { dnsLabelFault, dnsSubdomainFault, labelValueFault, type NameFault } from '../names.ts'
import type { Complaint, Constraint } from './constraint.ts'
import { annotationsOf } from './metadata.ts'
import { overlapComplaints } from './overlaps.ts'
import { show } from './phrases.ts'
import { portNameWarnings, portWarnings } from './port-warnings.ts'
import { duplicates, given, nameFault, onFields, onList, onNumber, onText, textsOf } from './predicates.ts'
import { milli } from './resources.ts'
import { type Fields, fields, isFields, number, own, text, written } from './values.ts'

/** What the API server accepts with a warning (GROUND_TRUTH section 16). */
export const warningConstraints: readonly Constraint[] = [
  {
    id: 'W1',
    where: 'ObjectMeta.name',
    why: 'It becomes part of the host name of Pods.',
    check: onText((name, at) =>
      dnsSubdomainFault(name) ? undefined : nameFault(name, recommended(dnsLabelFault(name)), at.name)
    )
  },
  {
    id: 'W1',
    where: 'ObjectMeta.generateName',
    why: 'It becomes part of the host name of Pods.',
    check: onText((prefix, at) => {
      const name = `${prefix.slice(0, 58)}xxxxx`
      if (given(at.sibling('name')) || dnsSubdomainFault(name)) return undefined
      return nameFault(prefix, recommended(dnsLabelFault(name)), at.name)
    })
  },
  {
    id: 'W2',
    where: 'JobSpec',
    check: onFields(({ completionMode, completions, parallelism }) =>
      completionMode === 'Indexed' && number(completions) > 100_000 && number(parallelism) > 10_000
        ? {
            message: 'With over 100000 completions and parallelism over 10000, failed indexes may get lost.',
            below: ['parallelism']
          }
        : undefined
    )
  },
  { id: 'W3', where: 'Container.env', check: onList((env) => hiddenVariables(env)) },
  { id: 'W4', where: 'PodSpec', check: onFields((_, at) => portWarnings(at.scope.containers)) },
  {
    id: 'W5',
    since: 32,
    where: 'PodSpec',
    check: onFields((_, at) => portNameWarnings(at.scope.containers))
  },
  {
    id: 'W6',
    where: 'Container.ports[*].hostIP',
    check: onText((ip, at) => {
      const onHost = at.scope.kind === 'Pod' && at.scope.hostNetwork
      const port = at.sibling('hostPort') || (onHost ? at.sibling('containerPort') : 0)
      return port ? undefined : `hostIP ${show(ip)} has no effect without hostPort.`
    })
  },
  {
    id: 'W7',
    where: '{Container.resources.{limits,requests},PodSpec.overhead}',
    check: onFields((list) => ['memory', 'ephemeral-storage'].flatMap((name) => fractionOfByte(list, name)))
  },
  {
    id: 'W8',
    where: 'PodSpec.terminationGracePeriodSeconds',
    kinds: ['Job', 'CronJob'],
    check: onNumber((grace) =>
      grace < 0
        ? `terminationGracePeriodSeconds is ${grace}, but must be 0 or more; it is treated as 1.`
        : undefined
    )
  },
  {
    id: 'W9',
    where: 'PodSpec.imagePullSecrets',
    check: onList((list, at) => pullSecrets(list, at.scope.partial))
  },
  {
    id: 'W10',
    where: 'PodSpec.hostAliases',
    check: onList((list, at) => duplicates(textsOf(list, 'ip'), 'ip', at, 'ip'))
  },
  {
    id: 'W10',
    since: 33,
    where: 'PodSpec.{hostAliases[*].ip,dnsConfig.nameservers[*]}',
    check: onText((value, at) => {
      const address = parseIp(value)
      if (!address || address.canonical === value) return undefined
      return `${at.name} ${show(value)} is not in canonical form: write ${show(address.canonical)}.`
    })
  },
  {
    id: 'W11',
    where: '{TopologySpreadConstraint,PodAffinityTerm}',
    whole: true,
    check: onFields(({ labelSelector }) =>
      written(labelSelector)
        ? undefined
        : { message: 'Without labelSelector this matches no Pod at all.', below: ['labelSelector'] }
    )
  },
  {
    id: 'W12',
    where: 'PodSpec.nodeSelector',
    check: onFields((selector) =>
      Object.keys(selector).flatMap((key) =>
        own(deprecatedLabels, key) ? [{ message: oldLabel(key), below: [key] }] : []
      )
    )
  },
  {
    id: 'W12',
    where: '{NodeSelectorTerm.matchExpressions[*].key,TopologySpreadConstraint.topologyKey}',
    check: onText((key) => (own(deprecatedLabels, key) ? oldLabel(key) : undefined))
  },
  {
    id: 'W13',
    since: 32,
    where:
      'NodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[*].preference.matchExpressions[*].values[*]',
    check: onText((value, at) => nameFault(value, labelValueFault(value), at.name))
  },
  ...Object.entries(deprecatedVolumes()).map(
    ([source, message]): Constraint => ({
      id: 'W14',
      where: `Volume.${source}`,
      check: (value) => (isFields(value) ? message : undefined)
    })
  ),
  { id: 'W15', since: 32, where: 'Volume', check: onFields((volume) => overlapComplaints(volume)) },
  {
    id: 'W16',
    since: 32,
    where: 'Volume.projected.sources[*]',
    check: onFields((source) =>
      ['secret', 'configMap', 'downwardAPI', 'serviceAccountToken'].some((kind) => written(source[kind]))
        ? undefined
        : 'A projected source names nothing to project.'
    )
  },
  {
    id: 'W17',
    where: '{Pod,PodTemplateSpec}',
    check: onFields((holder, at) =>
      oldAnnotations(
        annotationsOf(holder.metadata),
        at.scope.pod,
        at.scope.containers.map((one) => one.value),
        // The server copies it into the field first, where there is one: of a Pod before it warns, of a template after.
        at.scope.kind !== 'Pod' && at.scope.minor >= 30
      )
    )
  },
  {
    id: 'W18',
    where: 'PersistentVolumeClaimSpec.resources.{limits,requests}',
    check: onFields((list) => fractionOfByte(list, 'storage'))
  }
]

/** What the server accepts, and would rather have otherwise. */
function recommended(fault: NameFault): NameFault {
  return fault?.replace(/^must/, 'should')
}

const deprecatedLabels: Readonly<Record<string, string>> = {
  'beta.kubernetes.io/arch': 'kubernetes.io/arch',
  'beta.kubernetes.io/os': 'kubernetes.io/os',
  'failure-domain.beta.kubernetes.io/region': 'topology.kubernetes.io/region',
  'failure-domain.beta.kubernetes.io/zone': 'topology.kubernetes.io/zone',
  'beta.kubernetes.io/instance-type': 'node.kubernetes.io/instance-type',
  'app.kubernetes.io/created-by': 'app.kubernetes.io/managed-by',
  'scheduler.alpha.kubernetes.io/preferAvoidPods': 'taints and tolerations',
  'node-role.kubernetes.io/master': 'node-role.kubernetes.io/control-plane'
}

function oldLabel(key: string): string {
  return `Label ${key} is deprecated, and newer nodes lack it: use ${deprecatedLabels[key]}.`
}

function deprecatedVolumes(): Readonly<Record<string, string>> {
  const gone = (source: string, version: string) =>
    `${source} volumes are deprecated, and have had no effect since Kubernetes ${version}.`
  return {
    photonPersistentDisk: gone('photonPersistentDisk', '1.16'),
    gitRepo:
      'gitRepo volumes are deprecated, and have been off since Kubernetes 1.33: clone in an init container.',
    scaleIO: gone('scaleIO', '1.22'),
    flocker: gone('flocker', '1.25'),
    storageos: gone('storageos', '1.25'),
    quobyte: gone('quobyte', '1.25'),
    glusterfs: gone('glusterfs', '1.26'),
    cephfs: gone('cephfs', '1.31'),
    rbd: gone('rbd', '1.31')
  }
}

function hiddenVariables(env: readonly unknown[]): Complaint[] {
  const seen = new Set<unknown>()
  return env.flatMap((item, index): Complaint[] => {
    const { name, value, valueFrom } = fields(item)
    if (!given(name) || typeof name !== 'string') return []
    const before = seen.has(name)
    seen.add(name)
    const reference = `$(${name})`
    if (!before || typeof value === 'symbol') return []
    if (!written(valueFrom) && text(value) !== reference && text(value).includes(reference)) return []
    return [
      {
        message: `Variable ${show(name)} is set twice: the last value wins, and kubectl apply may lose one.`,
        below: [index, 'name']
      }
    ]
  })
}

function fractionOfByte(list: Fields, name: string): Complaint[] {
  const value = own(list, name)
  const amount = value === undefined ? undefined : milli(value)
  if (amount === undefined || amount % 1000n === 0n) return []
  const hint =
    typeof value === 'string' && value.endsWith('m') ? ' "m" means thousandths; for mebibytes write Mi.' : ''
  return [{ message: `Resource ${name} is ${show(value)}, a fraction of a byte.${hint}`, below: [name] }]
}

function pullSecrets(list: readonly unknown[], partial: boolean): Complaint[] {
  const seen = new Set<unknown>()
  return list.flatMap((item, index): Complaint[] => {
    const { name } = fields(item)
    const complaints: Complaint[] = []
    const known = text(name)
    if (!given(name) && !partial)
      complaints.push({ message: 'A pull secret has no name, so it has no effect.', below: [index, 'name'] })
    else if (typeof name === 'string' && seen.has(known)) {
      complaints.push({ message: `Pull secret ${show(name)} is listed twice.`, below: [index, 'name'] })
    }
    seen.add(known)
    return complaints
  })
}

const seccompPod = 'seccomp.security.alpha.kubernetes.io/pod'
const oldFields: Readonly<Record<string, string>> = {
  'scheduler.alpha.kubernetes.io/critical-pod': 'priorityClassName',
  'security.alpha.kubernetes.io/sysctls': 'securityContext.sysctls',
  'security.alpha.kubernetes.io/unsafe-sysctls': 'securityContext.sysctls'
}

function oldAnnotations(
  annotations: Fields,
  pod: Fields,
  containers: readonly Fields[],
  isAppArmorKept: boolean
): Complaint[] {
  const complaints: Complaint[] = []
  const warn = (key: string, field: string, fate: string) =>
    complaints.push({
      message: `Annotation ${key} ${fate}: use the field ${field}.`,
      below: ['metadata', 'annotations', key]
    })
  for (const [key, field] of Object.entries(oldFields))
    if (Object.hasOwn(annotations, key)) warn(key, field, 'has no effect')
  const context = fields(pod.securityContext)
  if (Object.hasOwn(annotations, seccompPod) && !written(context.seccompProfile))
    warn(seccompPod, 'seccompProfile', 'has no effect')
  for (const container of containers) {
    const { seccompProfile, appArmorProfile } = fields(container.securityContext)
    const seccomp = `container.seccomp.security.alpha.kubernetes.io/${text(container.name)}`
    if (Object.hasOwn(annotations, seccomp) && !written(seccompProfile))
      warn(seccomp, 'seccompProfile', 'has no effect')
    const appArmor = `container.apparmor.security.beta.kubernetes.io/${text(container.name)}`
    if (!isAppArmorKept || !Object.hasOwn(annotations, appArmor) || written(appArmorProfile)) continue
    if (!same(fields(context.appArmorProfile), text(annotations[appArmor])))
      warn(appArmor, 'appArmorProfile', 'is deprecated')
  }
  return complaints
}

function same({ type, localhostProfile }: Fields, annotation: string): boolean {
  if (annotation === 'unconfined') return type === 'Unconfined'
  if (annotation === 'runtime/default') return type === 'RuntimeDefault'
  return (
    type === 'Localhost' && given(localhostProfile) && annotation === `localhost/${text(localhostProfile)}`
  )
}
