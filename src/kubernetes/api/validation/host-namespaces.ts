import type { Constraint } from './constraint.ts'
import { onList } from './predicates.ts'

/** Which namespaces of its node a Pod may share (GROUND_TRUTH P18, P19). */
export const hostNamespaceConstraints: readonly Constraint[] = [
  {
    id: 'P18',
    where: 'PodSpec.{hostPID,hostIPC}',
    type: 'Forbidden',
    check: (value, at) =>
      value === true && at.sibling('hostUsers') === false
        ? `${at.name} cannot be used with hostUsers: false.`
        : undefined
  },
  {
    id: 'P18',
    where: 'PodSpec.hostNetwork',
    type: 'Forbidden',
    check: (value, at) =>
      value === true && at.sibling('hostUsers') === false
        ? 'hostNetwork cannot be used with hostUsers: false.'
        : undefined
  },
  {
    id: 'P18',
    where: 'Container.volumeDevices',
    type: 'Forbidden',
    check: onList((devices, at) =>
      devices.length > 0 && at.scope.pod.hostUsers === false
        ? 'volumeDevices cannot be used with hostUsers: false on the Pod.'
        : undefined
    )
  },
  {
    id: 'P19',
    where: 'PodSpec.shareProcessNamespace',
    check: (value, at) =>
      value === true && at.sibling('hostPID') === true
        ? 'shareProcessNamespace cannot be used with hostPID: the Pod would share two process namespaces.'
        : undefined
  }
]
