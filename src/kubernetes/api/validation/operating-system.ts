import { dnsSubdomainFault } from '../names.ts'
import type { Complaint, Constraint, ConstraintFault } from './constraint.ts'
import { utf8Length } from './metadata.ts'
import { didYouMean, show } from './phrases.ts'
import type { WalkPlace } from './place.ts'
import { nameFault, onFields, onText } from './predicates.ts'
import { type Fields, fields, items, written } from './values.ts'

const noWindows = {
  pod: ['hostUsers', 'hostPID', 'hostIPC', 'shareProcessNamespace'],
  podContext: [
    ...[
      'appArmorProfile',
      'seLinuxOptions',
      'seccompProfile',
      'fsGroup',
      'fsGroupChangePolicy',
      'sysctls',
      'runAsUser'
    ],
    ...['runAsGroup', 'supplementalGroups', 'supplementalGroupsPolicy', 'seLinuxChangePolicy']
  ],
  context: [
    ...[
      'appArmorProfile',
      'seLinuxOptions',
      'seccompProfile',
      'capabilities',
      'readOnlyRootFilesystem',
      'privileged'
    ],
    ...['allowPrivilegeEscalation', 'procMount', 'runAsUser', 'runAsGroup']
  ]
}

/** What goes with which operating system (GROUND_TRUTH P21, S10, S11). */
export const operatingSystemConstraints: readonly Constraint[] = [
  { id: 'P21', where: 'PodSpec.os.name', required: 'os needs a name: linux or windows.' },
  {
    id: 'P21',
    where: 'PodSpec.os.name',
    type: 'NotSupported',
    check: onText((name) =>
      name === 'linux' || name === 'windows'
        ? undefined
        : `os.name is ${show(name)}, but must be linux or windows.${didYouMean(name, ['linux', 'windows'])}`
    )
  },
  {
    id: 'S10',
    where: '{PodSecurityContext,SecurityContext}.windowsOptions',
    type: 'Forbidden',
    check: (_, at) => (osOf(at) === 'linux' ? 'windowsOptions cannot be set with os.name linux.' : undefined)
  },
  {
    id: 'S10',
    where: 'PodSpec',
    type: 'Forbidden',
    check: onFields((pod, at) => linuxOnly(pod, noWindows.pod, at))
  },
  {
    id: 'S10',
    where: 'PodSecurityContext',
    type: 'Forbidden',
    check: onFields((context, at) => linuxOnly(context, noWindows.podContext, at))
  },
  {
    id: 'S10',
    where: 'SecurityContext',
    type: 'Forbidden',
    check: onFields((context, at) => linuxOnly(context, noWindows.context, at))
  },
  {
    id: 'S11',
    where: 'PodSpec',
    whole: true,
    check: onFields((pod, at) => hostProcessFault(pod, at))
  },
  {
    id: 'S11',
    where: 'WindowsOptions.gmsaCredentialSpecName',
    check: (name, at) =>
      typeof name === 'string' ? nameFault(name, dnsSubdomainFault(name), at.name) : undefined
  },
  {
    id: 'S11',
    where: 'WindowsOptions.gmsaCredentialSpec',
    check: (spec) => {
      if (spec === '') return 'gmsaCredentialSpec is empty: remove it.'
      return typeof spec === 'string' && utf8Length(spec) > 65_536
        ? 'gmsaCredentialSpec is longer than 64 KiB.'
        : undefined
    }
  },
  {
    id: 'S11',
    where: 'WindowsOptions.runAsUserName',
    check: (name) => (typeof name === 'string' ? userNameFault(name) : undefined)
  }
]

function osOf(at: WalkPlace): unknown {
  return fields(at.scope.pod.os).name
}

function linuxOnly(value: Fields, names: readonly string[], at: WalkPlace): Complaint[] | undefined {
  if (osOf(at) !== 'windows') return undefined
  return names.flatMap((name) =>
    !written(value[name]) || isOff(name, value[name])
      ? []
      : [{ message: `${name} cannot be set with os.name windows.`, below: [name] }]
  )
}

/** Fields for which false, or an empty list, is as good as absent. */
function isOff(name: string, value: unknown): boolean {
  if (name === 'hostPID' || name === 'hostIPC') return value === false
  return name === 'sysctls' && items(value).length === 0
}

function hostProcessFault(pod: Fields, at: WalkPlace): ConstraintFault {
  const whole = hostProcessOf(pod.securityContext)
  const containers = at.scope.containers.map(({ value, path }) => ({
    own: hostProcessOf(value.securityContext),
    path
  }))
  const complaints = containers.flatMap(({ own, path }): Complaint[] =>
    typeof whole === 'boolean' && typeof own === 'boolean' && own !== whole
      ? [
          {
            message: `hostProcess is ${own}, but ${whole} for the Pod: both must be the same.`,
            path: [...path, 'securityContext', 'windowsOptions', 'hostProcess']
          }
        ]
      : []
  )
  const on = containers.filter(({ own }) => (own ?? whole) === true).length
  if (on === 0) return complaints
  if (on !== containers.length && complaints.length === 0) {
    complaints.push({ message: 'Either all containers must be hostProcess, or none.', below: ['containers'] })
  }
  if (pod.hostNetwork === true || typeof pod.hostNetwork === 'symbol') return complaints
  return [
    ...complaints,
    { message: 'hostProcess containers need hostNetwork: true.', below: ['hostNetwork'] }
  ]
}

function hostProcessOf(context: unknown): unknown {
  return fields(fields(context).windowsOptions).hostProcess ?? undefined
}

const netBios = /^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/
const domainName =
  /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/

function userNameFault(name: string): string | undefined {
  const [user = '', domain, ...more] = name.split('\\').reverse()
  const fault =
    name === ''
      ? 'is empty: remove it'
      : /\p{Cc}/u.test(name)
        ? 'must not contain control characters'
        : more.length > 0
          ? 'may have only one backslash, after the domain'
          : domain !== undefined &&
              (domain.length >= 256 || !(netBios.test(domain) || domainName.test(domain)))
            ? 'has a domain that is neither a NetBIOS nor a DNS name'
            : user.length === 0 || user.length > 104
              ? 'must have a user of 1 to 104 characters'
              : /^[. ]+$/.test(user) || /["/\\:;|=,+*?<>@[\]]/.test(user)
                ? 'has characters that Windows does not allow'
                : undefined
  return fault && `runAsUserName ${show(name)} ${fault}.`
}
