import type { Complaint, Constraint } from './constraint.ts'
import { didYouMean, show } from './phrases.ts'
import type { WalkPlace } from './place.ts'
import {
  exactlyOneOf,
  given,
  noBacksteps,
  onFields,
  onList,
  onText,
  relativePath,
  textsOf
} from './predicates.ts'
import { fields, items, text, unknownValue, written } from './values.ts'

/** Where containers mount volumes (GROUND_TRUTH V13 to V18). */
export const mountConstraints: readonly Constraint[] = [
  {
    id: 'V13',
    where: 'Container.volumeMounts[*].name',
    required: 'A mount needs the name of one of the volumes.'
  },
  {
    id: 'V13',
    where: 'Container.{volumeMounts,volumeDevices}[*].name',
    type: 'NotFound',
    check: onText((name, at) => missingVolume(name, at))
  },
  {
    id: 'V14',
    where: 'Container.volumeMounts[*].mountPath',
    required: 'A mount needs mountPath: the path in the container.'
  },
  {
    id: 'V14',
    where: 'Container.volumeMounts',
    check: onList((mounts, at) => pathsTwice(mounts, 'mountPath', at))
  },
  { id: 'V15', where: 'Container.volumeMounts[*].{subPath,subPathExpr}', check: relativePath },
  {
    id: 'V15',
    where: 'Container.volumeMounts[*].subPathExpr',
    check: onText((_, at) =>
      given(at.sibling('subPath')) ? 'A mount has subPath and subPathExpr; write only one.' : undefined
    )
  },
  {
    id: 'V16',
    where: 'Container.volumeMounts[*].mountPropagation',
    type: 'NotSupported',
    check: exactlyOneOf('None', 'HostToContainer', 'Bidirectional')
  },
  {
    id: 'V16',
    where: 'Container.volumeMounts[*].mountPropagation',
    type: 'Forbidden',
    check: (propagation, at) => {
      const privileged = fields(fields(at.parent(3)).securityContext).privileged
      if (propagation !== 'Bidirectional' || privileged === true || privileged === unknownValue)
        return undefined
      if (at.scope.partial && !written(privileged)) return undefined
      return 'mountPropagation Bidirectional is only for containers with securityContext.privileged: true.'
    }
  },
  {
    id: 'V17',
    where: 'Container.volumeMounts[*].recursiveReadOnly',
    type: 'NotSupported',
    check: exactlyOneOf('Disabled', 'IfPossible', 'Enabled')
  },
  {
    id: 'V17',
    where: 'Container.volumeMounts[*].recursiveReadOnly',
    type: 'Forbidden',
    check: (value, at) => {
      if (value !== 'Enabled' && value !== 'IfPossible') return undefined
      const readOnly = at.sibling('readOnly')
      const propagation = at.sibling('mountPropagation')
      if (readOnly !== true && readOnly !== unknownValue && !(at.scope.partial && !written(readOnly))) {
        return `recursiveReadOnly ${value} needs readOnly: true.`
      }
      if (!written(propagation) || propagation === 'None' || propagation === unknownValue) return undefined
      return `recursiveReadOnly ${value} needs mountPropagation None, not ${show(propagation)}.`
    }
  },
  {
    id: 'V18',
    where: 'Container.volumeDevices[*].name',
    required: 'A device needs the name of one of the volumes.'
  },
  {
    id: 'V18',
    where: 'Container.volumeDevices[*].name',
    check: onText((name, at) => {
      const volume = at.scope.volumes.get(name)
      const kinds = volume ? Object.keys(volume).filter((key) => key !== 'name' && written(volume[key])) : []
      if (!volume || kinds.includes('persistentVolumeClaim') || kinds.includes('ephemeral')) return undefined
      return `Volume ${show(name)} cannot be a device: only persistentVolumeClaim and ephemeral volumes can.`
    })
  },
  {
    id: 'V18',
    where: 'Container.volumeDevices[*].devicePath',
    required: 'A device needs devicePath: the path in the container.'
  },
  { id: 'V18', where: 'Container.volumeDevices[*].devicePath', check: noBacksteps },
  {
    id: 'V18',
    where: 'Container.volumeDevices',
    check: onList((devices, at) => [
      ...pathsTwice(devices, 'devicePath', at),
      ...pathsTwice(devices, 'name', at)
    ])
  },
  {
    id: 'V18',
    where: 'Container',
    check: onFields(({ volumeMounts, volumeDevices }) => {
      if (!given(volumeMounts) || !given(volumeDevices)) return undefined
      const names = new Set(textsOf(volumeMounts, 'name'))
      const paths = new Set(textsOf(volumeMounts, 'mountPath'))
      return items(volumeDevices).flatMap((item, index): Complaint[] => {
        const name = text(fields(item).name)
        const path = text(fields(item).devicePath)
        if (name !== '' && names.has(name)) {
          return [
            {
              message: `Volume ${show(name)} is mounted and used as a device, but can only be one.`,
              below: ['volumeDevices', index, 'name']
            }
          ]
        }
        if (path === '' || !paths.has(path)) return []
        return [
          {
            message: `devicePath ${show(path)} is also a mountPath.`,
            below: ['volumeDevices', index, 'devicePath']
          }
        ]
      })
    })
  }
]

/** The API server also takes a volume with an error for missing; here the error itself is enough (V19). */
function missingVolume(name: string, at: WalkPlace): string | undefined {
  const { volumes } = at.scope
  if (volumes.has(name) || volumes.has(unknownValue)) return undefined
  const names = [...volumes.keys()].map(text)
  const list = names.join(', ')
  if (names.length === 0)
    return `Volume ${show(name)} is mounted here, but the Pod has no volumes: add it under spec.volumes of the Pod.`
  const known = list.length > 80 ? `${names.length} others` : list
  return `Volume ${show(name)} is mounted here, but is not a volume of the Pod, which has ${known}.${didYouMean(name, names)}`
}

function pathsTwice(list: readonly unknown[], field: string, at: WalkPlace): Complaint[] {
  const first = new Map<string, number>()
  return list.flatMap((item, index): Complaint[] => {
    const path = fields(item)[field]
    if (typeof path !== 'string' || path === '') return []
    const before = first.get(path)
    if (before === undefined) first.set(path, index)
    if (before === undefined) return []
    const related = [{ path: at.path(before, field), message: 'First used here.' }]
    return [
      { message: `${field} ${show(path)} is used twice in this container.`, below: [index, field], related }
    ]
  })
}
