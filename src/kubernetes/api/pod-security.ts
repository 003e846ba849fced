import type { Kind, Path } from './validation/problem.ts'
import { type Fields, fields, isFields, items, text, written } from './validation/values.ts'
import { volumeSources } from './validation/volumes.ts'

export type PodSecurityLevel = 'baseline' | 'restricted'

/** A check of the Pod Security Standards that a Pod fails; paths start at the Pod (`spec`, `metadata`). */
export interface FailedCheck {
  readonly check: string
  readonly path: Path
  readonly message: string
  /** Other places that fail the same check. */
  readonly also: readonly Path[]
}

/**
 * Which checks of a level a Pod fails, as the evaluator of k8s.io/pod-security-admission has it; sorted by name.
 * Of kind `Pod`, ports under hostNetwork are host ports by default; in a template they are not yet.
 */
export function podSecurity(
  podSpec: unknown,
  podMetadata: unknown,
  level: PodSecurityLevel,
  version: string,
  kind: Kind = 'Job'
): FailedCheck[] {
  const minor = Number(version.split('.')[1])
  const pod = new Pod(fields(podSpec), fields(fields(podMetadata).annotations), minor, kind === 'Pod')
  const restricted = level === 'restricted'
  const replaced = new Set(
    restricted ? checks.flatMap((row) => ((row.since ?? 0) <= minor ? (row.replaces ?? []) : [])) : []
  )
  return checks
    .filter(
      (row) =>
        (restricted || row.level === 'baseline') && (row.since ?? 0) <= minor && !replaced.has(row.check)
    )
    .flatMap((row) => failed(row, pod))
    .sort((one, other) => (one.check < other.check ? -1 : 1))
}

interface Check {
  readonly check: string
  readonly level: PodSecurityLevel
  readonly since?: number
  /** Checks of the baseline level that this one contains. */
  readonly replaces?: readonly string[]
  /** What must be so. */
  readonly demand: string
  /** Every place where it is not. */
  readonly find: (pod: Pod) => readonly Path[]
}

const checks: readonly Check[] = [
  {
    check: 'hostNamespaces',
    level: 'baseline',
    demand: 'A Pod must not share the network, process or IPC namespace of its node.',
    find: ({ spec }) =>
      ['hostNetwork', 'hostPID', 'hostIPC'].flatMap((name) => (spec[name] === true ? [['spec', name]] : []))
  },
  {
    check: 'privileged',
    level: 'baseline',
    demand: 'No container may be privileged, because it could do anything on its node.',
    find: (pod) => pod.contexts(({ privileged }) => (privileged === true ? ['privileged'] : undefined))
  },
  {
    check: 'capabilities_baseline',
    level: 'baseline',
    demand: 'capabilities.add may contain only those that container runtimes grant by default.',
    find: (pod) => pod.capabilities((name) => defaultCapabilities.has(name))
  },
  {
    check: 'hostPathVolumes',
    level: 'baseline',
    demand: 'A Pod must not mount directories of its node.',
    find: ({ spec }) =>
      items(spec.volumes).flatMap((volume, index) =>
        written(fields(volume).hostPath) ? [['spec', 'volumes', index, 'hostPath']] : []
      )
  },
  {
    check: 'hostPorts',
    level: 'baseline',
    demand: 'A Pod must not open ports on its node.',
    find: (pod) =>
      pod.containers.flatMap(({ value, path }) =>
        items(value.ports).flatMap((item, index) => {
          const { hostPort, containerPort } = fields(item)
          const opened = hostPort || (pod.portsOnHost ? containerPort : 0)
          return opened ? [[...path, 'ports', index, hostPort ? 'hostPort' : 'containerPort']] : []
        })
      )
  },
  {
    check: 'hostProbesAndHostLifecycle',
    level: 'baseline',
    since: 34,
    demand: 'Probes and lifecycle handlers must not name a host: the kubelet would call it.',
    find: (pod) => pod.containers.flatMap(({ value, path }) => hostsOf(value, path))
  },
  {
    check: 'appArmorProfile',
    level: 'baseline',
    demand: 'The AppArmor profile must be RuntimeDefault or Localhost.',
    find: (pod) => [
      ...pod.allContexts(({ appArmorProfile }) => profileFault(appArmorProfile, 'appArmorProfile')),
      ...Object.entries(pod.annotations).flatMap(([key, value]) =>
        key.startsWith('container.apparmor.security.beta.kubernetes.io/') && !allowedAnnotation(text(value))
          ? [['metadata', 'annotations', key]]
          : []
      )
    ]
  },
  {
    check: 'seLinuxOptions',
    level: 'baseline',
    demand: 'seLinuxOptions must not set user or role, and may set only a container type.',
    find: (pod) => pod.allContexts(({ seLinuxOptions }) => seLinuxFault(seLinuxOptions, pod.minor))
  },
  {
    check: 'procMount',
    level: 'baseline',
    demand: 'procMount must be Default: /proc stays masked.',
    find: (pod) => (pod.minor >= 35 && pod.ownUsers ? [] : pod.unmasked())
  },
  {
    check: 'procMount_restricted',
    level: 'restricted',
    since: 35,
    replaces: ['procMount'],
    demand: 'procMount must be Default: /proc stays masked.',
    find: (pod) => pod.unmasked()
  },
  {
    check: 'seccompProfile_baseline',
    level: 'baseline',
    demand: 'The seccomp profile must not be Unconfined.',
    find: (pod) => pod.allContexts(({ seccompProfile }) => profileFault(seccompProfile, 'seccompProfile'))
  },
  {
    check: 'sysctls',
    level: 'baseline',
    demand: 'Only sysctls that affect nothing outside the Pod may be set.',
    find: (pod) =>
      items(pod.context.sysctls).flatMap((item, index) =>
        allowedSysctl(text(fields(item).name), pod.minor)
          ? []
          : [['spec', 'securityContext', 'sysctls', index, 'name']]
      )
  },
  {
    check: 'windowsHostProcess',
    level: 'baseline',
    demand: 'hostProcess must not be true: it would run on the node itself.',
    find: (pod) =>
      pod.allContexts(({ windowsOptions }) =>
        fields(windowsOptions).hostProcess === true ? ['windowsOptions', 'hostProcess'] : undefined
      )
  },
  {
    check: 'allowPrivilegeEscalation',
    level: 'restricted',
    demand: 'Every container must set allowPrivilegeEscalation: false.',
    find: (pod) =>
      pod.windows
        ? []
        : pod.contexts(({ allowPrivilegeEscalation }) =>
            allowPrivilegeEscalation === false ? undefined : ['allowPrivilegeEscalation']
          )
  },
  {
    check: 'capabilities_restricted',
    level: 'restricted',
    replaces: ['capabilities_baseline'],
    demand: 'Every container must drop ALL capabilities, and may add only NET_BIND_SERVICE.',
    find: (pod) =>
      pod.windows
        ? []
        : [
            ...pod.contexts(({ capabilities }) =>
              items(fields(capabilities).drop).includes('ALL') ? undefined : ['capabilities', 'drop']
            ),
            ...pod.capabilities((name) => name === 'NET_BIND_SERVICE')
          ]
  },
  {
    check: 'restrictedVolumes',
    level: 'restricted',
    replaces: ['hostPathVolumes'],
    demand: 'Only volumes that contain no part of a node or of network storage are allowed.',
    find: ({ spec }) =>
      items(spec.volumes).flatMap((item, index) => {
        const volume = fields(item)
        const [source, ...others] = volumeSources.filter((name) => isFields(volume[name]))
        const fine = source === undefined || [source, ...others].some((name) => allowedVolumes.has(name))
        return fine ? [] : [['spec', 'volumes', index, source]]
      })
  },
  {
    check: 'runAsNonRoot',
    level: 'restricted',
    demand: 'The Pod or every container must set runAsNonRoot: true, and none may set it to false.',
    find: (pod) => {
      if (pod.minor >= 35 && pod.ownUsers) return []
      const forPod = pod.context.runAsNonRoot
      const badly = pod.allContexts(({ runAsNonRoot }) =>
        runAsNonRoot === false ? ['runAsNonRoot'] : undefined
      )
      if (badly.length > 0 || forPod === true) return badly
      return pod.contexts(({ runAsNonRoot }) => (written(runAsNonRoot) ? undefined : ['runAsNonRoot']))
    }
  },
  {
    check: 'runAsUser',
    level: 'restricted',
    demand: 'runAsUser must not be 0, which is root.',
    find: (pod) =>
      pod.minor >= 35 && pod.ownUsers
        ? []
        : pod.allContexts(({ runAsUser }) => (runAsUser === 0 ? ['runAsUser'] : undefined))
  },
  {
    check: 'seccompProfile_restricted',
    level: 'restricted',
    replaces: ['seccompProfile_baseline'],
    demand: 'The Pod or every container must set seccompProfile.type to RuntimeDefault or Localhost.',
    find: (pod) => {
      if (pod.windows) return []
      const badly = pod.allContexts(({ seccompProfile }) => profileFault(seccompProfile, 'seccompProfile'))
      if (badly.length > 0 || written(pod.context.seccompProfile)) return badly
      return pod.contexts(({ seccompProfile }) =>
        written(seccompProfile) ? undefined : ['seccompProfile', 'type']
      )
    }
  }
]

/** The Pod, as the checks look at it. */
class Pod {
  readonly spec: Fields
  readonly annotations: Fields
  readonly minor: number
  readonly context: Fields
  readonly portsOnHost: boolean
  readonly containers: readonly { readonly value: Fields; readonly path: Path }[]

  constructor(spec: Fields, annotations: Fields, minor: number, defaulted: boolean) {
    this.portsOnHost = defaulted && spec.hostNetwork === true
    this.spec = spec
    this.annotations = annotations
    this.minor = minor
    this.context = fields(spec.securityContext)
    this.containers = ['initContainers', 'containers', 'ephemeralContainers'].flatMap((list) =>
      items(spec[list]).map((item, index) => ({ value: fields(item), path: ['spec', list, index] }))
    )
  }

  get windows(): boolean {
    return fields(this.spec.os).name === 'windows'
  }

  /** In a user namespace root is not the node's root, which relaxes some checks. */
  get ownUsers(): boolean {
    return this.spec.hostUsers === false
  }

  /** Places in the security contexts of containers. */
  contexts(find: (context: Fields) => Path | undefined): Path[] {
    return this.containers.flatMap(({ value, path }) => {
      const found = find(fields(value.securityContext))
      return found ? [[...path, 'securityContext', ...found]] : []
    })
  }

  /** Places in the security contexts of the Pod and its containers. */
  allContexts(find: (context: Fields) => Path | undefined): Path[] {
    const found = find(this.context)
    return [...(found ? [['spec', 'securityContext', ...found]] : []), ...this.contexts(find)]
  }

  capabilities(allowed: (name: string) => boolean): Path[] {
    return this.containers.flatMap(({ value, path }) =>
      items(fields(fields(value.securityContext).capabilities).add).flatMap((name, index) =>
        allowed(text(name)) ? [] : [[...path, 'securityContext', 'capabilities', 'add', index]]
      )
    )
  }

  unmasked(): Path[] {
    return this.contexts(({ procMount }) =>
      written(procMount) && procMount !== 'Default' ? ['procMount'] : undefined
    )
  }
}

function failed({ check, demand, find }: Check, pod: Pod): FailedCheck[] {
  const [path, ...also] = find(pod)
  return path ? [{ check, path, message: demand, also }] : []
}

function hostsOf(container: Fields, path: Path): Path[] {
  const { livenessProbe, readinessProbe, startupProbe, lifecycle } = container
  const handlers: [Path, unknown][] = [
    [['livenessProbe'], livenessProbe],
    [['readinessProbe'], readinessProbe],
    [['startupProbe'], startupProbe],
    [['lifecycle', 'postStart'], fields(lifecycle).postStart],
    [['lifecycle', 'preStop'], fields(lifecycle).preStop]
  ]
  return handlers.flatMap(([below, handler]) =>
    ['httpGet', 'tcpSocket'].flatMap((action) =>
      text(fields(fields(handler)[action]).host) === '' ? [] : [[...path, ...below, action, 'host']]
    )
  )
}

function profileFault(profile: unknown, name: string): Path | undefined {
  if (!written(profile)) return undefined
  const { type } = fields(profile)
  return type === 'RuntimeDefault' || type === 'Localhost' ? undefined : [name, 'type']
}

function seLinuxFault(options: unknown, minor: number): Path | undefined {
  const { user, role, type } = fields(options)
  if (text(user) !== '') return ['seLinuxOptions', 'user']
  if (text(role) !== '') return ['seLinuxOptions', 'role']
  const types = [
    '',
    'container_t',
    'container_init_t',
    'container_kvm_t',
    ...(minor >= 31 ? ['container_engine_t'] : [])
  ]
  return types.includes(text(type)) ? undefined : ['seLinuxOptions', 'type']
}

function allowedAnnotation(value: string): boolean {
  return value === '' || value === 'runtime/default' || value.startsWith('localhost/')
}

function allowedSysctl(name: string, minor: number): boolean {
  return sysctls.some(([since, names]) => minor >= since && names.includes(name))
}

const sysctls: readonly [since: number, names: readonly string[]][] = [
  [
    0,
    [
      'kernel.shm_rmid_forced',
      'net.ipv4.ip_local_port_range',
      'net.ipv4.tcp_syncookies',
      'net.ipv4.ping_group_range',
      'net.ipv4.ip_unprivileged_port_start'
    ]
  ],
  [27, ['net.ipv4.ip_local_reserved_ports']],
  [
    29,
    [
      'net.ipv4.tcp_keepalive_time',
      'net.ipv4.tcp_fin_timeout',
      'net.ipv4.tcp_keepalive_intvl',
      'net.ipv4.tcp_keepalive_probes'
    ]
  ],
  [32, ['net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem']]
]

const defaultCapabilities = new Set([
  ...[
    'AUDIT_WRITE',
    'CHOWN',
    'DAC_OVERRIDE',
    'FOWNER',
    'FSETID',
    'KILL',
    'MKNOD',
    'NET_BIND_SERVICE',
    'SETFCAP'
  ],
  ...['SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT']
])

const allowedVolumes = new Set([
  ...[
    'configMap',
    'csi',
    'downwardAPI',
    'emptyDir',
    'ephemeral',
    'image',
    'persistentVolumeClaim',
    'projected'
  ],
  'secret'
])
