import type { Check, Complaint, Constraint } from './constraint.ts'
import { utf8Length } from './metadata.ts'
import { show } from './phrases.ts'
import { exactlyOneOf, onFields, onList, onText, range, relativePath } from './predicates.ts'
import { fields, items, text, written } from './values.ts'

const id: Check = range(0, 2_147_483_647)

/** Security contexts of Pod and containers (GROUND_TRUTH S1 to S8). */
export const securityConstraints: readonly Constraint[] = [
  { id: 'S1', where: '{PodSecurityContext,SecurityContext}.{runAsUser,runAsGroup}', check: id },
  { id: 'S1', where: 'PodSecurityContext.{fsGroup,supplementalGroups[*]}', check: id },
  {
    id: 'S2',
    where: '{SeccompProfile,AppArmorProfile}.type',
    required: 'A profile needs a type: Localhost, RuntimeDefault or Unconfined.'
  },
  {
    id: 'S2',
    where: '{SeccompProfile,AppArmorProfile}.type',
    type: 'NotSupported',
    check: onText((type, at) => exactlyOneOf('Localhost', 'RuntimeDefault', 'Unconfined')(type, at))
  },
  {
    id: 'S2',
    where: '{SeccompProfile,AppArmorProfile}',
    type: 'Required',
    whole: true,
    check: onFields(({ type, localhostProfile }) =>
      type === 'Localhost' && !written(localhostProfile)
        ? { message: 'type Localhost needs localhostProfile.', below: ['localhostProfile'] }
        : undefined
    )
  },
  {
    id: 'S2',
    where: '{SeccompProfile,AppArmorProfile}.localhostProfile',
    check: (_, at) => {
      const type = at.sibling('type')
      return type === 'RuntimeDefault' || type === 'Unconfined'
        ? `localhostProfile is only for type Localhost, not ${show(type)}.`
        : undefined
    }
  },
  {
    id: 'S2',
    where: 'SeccompProfile.localhostProfile',
    check: (profile, at) => (at.sibling('type') === 'Localhost' ? relativePath(profile, at) : undefined)
  },
  {
    id: 'S2',
    where: 'AppArmorProfile.localhostProfile',
    check: (profile, at) => {
      if (at.sibling('type') !== 'Localhost' || typeof profile !== 'string') return undefined
      if (profile === '') return { message: 'localhostProfile is empty: name the profile.', type: 'Required' }
      if (profile.trim() !== profile)
        return `localhostProfile ${show(profile)} has leading or trailing spaces.`
      if (utf8Length(profile) <= 4095) return undefined
      return { message: 'localhostProfile is longer than 4095 characters.', type: 'TooLong' }
    }
  },
  {
    id: 'S3',
    where: 'SecurityContext.allowPrivilegeEscalation',
    check: (allowed, at) => {
      if (allowed !== false) return undefined
      if (at.sibling('privileged') === true) {
        return 'allowPrivilegeEscalation: false contradicts privileged: true, which always allows it.'
      }
      const added = items(fields(at.sibling('capabilities')).add)
      return added.includes('CAP_SYS_ADMIN')
        ? 'allowPrivilegeEscalation: false contradicts the capability CAP_SYS_ADMIN, which always allows it.'
        : undefined
    }
  },
  {
    id: 'S5',
    where: 'SecurityContext.procMount',
    type: 'NotSupported',
    check: exactlyOneOf('Default', 'Unmasked')
  },
  {
    id: 'S5',
    where: 'SecurityContext.procMount',
    check: (mount, at) =>
      mount === 'Unmasked' &&
      (at.scope.pod.hostUsers === true || (!written(at.scope.pod.hostUsers) && !at.scope.partial))
        ? 'procMount Unmasked needs hostUsers: false on the Pod.'
        : undefined
  },
  {
    id: 'S7',
    where: 'PodSecurityContext.fsGroupChangePolicy',
    type: 'NotSupported',
    check: exactlyOneOf('Always', 'OnRootMismatch')
  },
  {
    id: 'S7',
    where: 'PodSecurityContext.supplementalGroupsPolicy',
    type: 'NotSupported',
    check: exactlyOneOf('Merge', 'Strict')
  },
  {
    id: 'S7',
    where: 'PodSecurityContext.seLinuxChangePolicy',
    type: 'NotSupported',
    why: 'MountOption needs the feature gate SELinuxMount, which is off.',
    check: exactlyOneOf('Recursive')
  },
  { id: 'S8', where: 'PodSecurityContext.sysctls[*].name', required: 'A sysctl needs a name.' },
  {
    id: 'S8',
    where: 'PodSecurityContext.sysctls[*].name',
    check: onText((name) =>
      name.length <= 253 &&
      name.split(/[./]/).every((part) => /^[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?$/.test(part))
        ? undefined
        : `Sysctl ${show(name)} must consist of lowercase letters, digits, "-" and "_", in parts between "." or "/".`
    )
  },
  {
    id: 'S8',
    where: 'PodSecurityContext.sysctls[*].name',
    check: onText((name, at) => {
      const { hostNetwork, hostIPC } = at.scope.pod
      const space = namespaceOf(name)
      if (space === 'net' && hostNetwork === true)
        return `Sysctl ${show(name)} cannot be set with hostNetwork: true.`
      if (space === 'ipc' && hostIPC === true) return `Sysctl ${show(name)} cannot be set with hostIPC: true.`
      return undefined
    })
  },
  {
    id: 'S8',
    where: 'PodSecurityContext.sysctls',
    type: 'Duplicate',
    check: onList((list) => {
      const seen = new Set<string>()
      return list.flatMap((item, index): Complaint[] => {
        const name = text(fields(item).name)
        const twice = name !== '' && seen.has(name)
        seen.add(name)
        return twice ? [{ message: `Sysctl ${show(name)} is set twice.`, below: [index, 'name'] }] : []
      })
    })
  }
]

const ipcNames =
  /^(?:kernel\.(?:sem|shmall|shmmax|shmmni|shm_rmid_forced|shm|msgmax|msgmnb|msgmni|msg)$|fs\.mqueue\.)/

/** Which namespace of the host a sysctl belongs to; `/` may replace `.` if it comes first. */
function namespaceOf(name: string): 'net' | 'ipc' | undefined {
  const slash = name.indexOf('/')
  const dot = name.indexOf('.')
  const dotted = slash >= 0 && (dot < 0 || slash < dot) ? swapped(name) : name
  if (dotted.startsWith('net.')) return 'net'
  return ipcNames.test(dotted) ? 'ipc' : undefined
}

function swapped(name: string): string {
  return name.replace(/[./]/g, (separator) => (separator === '.' ? '/' : '.'))
}
