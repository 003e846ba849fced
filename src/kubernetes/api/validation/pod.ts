import { dnsSubdomainFault } from '../names.ts'
import type { Constraint } from './constraint.ts'
import {
  dnsLabel,
  dnsSubdomain,
  given,
  labelKey,
  labels,
  nameFault,
  oneOf,
  onFields,
  onList,
  onText,
  range,
  unique
} from './predicates.ts'
import { items, written } from './values.ts'

/** Pod spec in general (GROUND_TRUTH section 6); DNS, host namespaces, ports and claims have their own files. */
export const podConstraints: readonly Constraint[] = [
  {
    id: 'P1',
    where: 'PodSpec.containers',
    required: 'A Pod needs at least one container: write containers.'
  },
  {
    id: 'P1',
    where: '{Pod,PodTemplateSpec}',
    type: 'Required',
    whole: true,
    check: onFields(({ spec }) =>
      written(spec)
        ? undefined
        : {
            message: 'A Pod needs at least one container: write spec.containers.',
            below: ['spec', 'containers']
          }
    )
  },
  {
    id: 'P2',
    where: 'Pod.spec.restartPolicy',
    type: 'NotSupported',
    check: oneOf('Always', 'OnFailure', 'Never')
  },
  { id: 'P4', where: 'PodSpec.activeDeadlineSeconds', check: range(1, 2_147_483_647) },
  { id: 'P8', where: 'PodSpec.{hostname,subdomain}', check: dnsLabel },
  {
    id: 'P9',
    where: 'PodSpec.hostnameOverride',
    check: (name, at) => {
      if (typeof name !== 'string') return undefined
      if (at.sibling('setHostnameAsFQDN') === true) {
        return { message: 'hostnameOverride cannot be used with setHostnameAsFQDN: true.', type: 'Forbidden' }
      }
      if (at.sibling('hostNetwork') === true) {
        return {
          message: "hostnameOverride cannot be used with hostNetwork, which uses the node's name.",
          type: 'Forbidden'
        }
      }
      if (name.length > 64)
        return {
          message: `hostnameOverride has ${name.length} characters, over the limit of 64.`,
          type: 'TooLong'
        }
      return nameFault(name, dnsSubdomainFault(name), at.name)
    }
  },
  { id: 'P10', where: 'PodSpec.{serviceAccountName,nodeName,priorityClassName}', check: dnsSubdomain },
  {
    id: 'P10',
    where: 'PodSpec.serviceAccount',
    check: (name, at) => (given(at.sibling('serviceAccountName')) ? undefined : dnsSubdomain(name, at))
  },
  {
    id: 'P10',
    where: 'PodSpec.runtimeClassName',
    check: (name, at) =>
      typeof name === 'string' ? nameFault(name, dnsSubdomainFault(name), at.name) : undefined
  },
  {
    id: 'P11',
    where: 'PodSpec.preemptionPolicy',
    type: 'NotSupported',
    check: oneOf('PreemptLowerPriority', 'Never')
  },
  {
    id: 'P11',
    where: 'PodSpec.preemptionPolicy',
    type: 'Required',
    check: (policy) =>
      policy === '' ? 'preemptionPolicy is empty: remove it, or write PreemptLowerPriority.' : undefined
  },
  {
    id: 'P13',
    where: 'PodSpec.readinessGates[*].conditionType',
    check: labelKey
  },
  {
    id: 'P13',
    where: 'PodSpec.readinessGates[*].conditionType',
    type: 'Invalid',
    required: 'A readiness gate needs a conditionType.',
    kinds: ['Job', 'CronJob', 'Pod']
  },
  { id: 'P14', where: 'PodSpec.schedulingGates[*].name', check: onText((name, at) => labelKey(name, at)) },
  {
    id: 'P14',
    where: 'PodSpec.schedulingGates[*].name',
    type: 'Invalid',
    required: 'A scheduling gate needs a name.'
  },
  {
    id: 'P14',
    where: 'PodSpec.schedulingGates',
    type: 'Duplicate',
    check: unique('name', 'Scheduling gate')
  },
  {
    id: 'P14',
    where: 'Pod.spec.nodeName',
    type: 'Forbidden',
    check: onText((_, at) =>
      items(at.sibling('schedulingGates')).length > 0
        ? 'nodeName cannot be set before all schedulingGates are removed: remove one of them.'
        : undefined
    )
  },
  {
    id: 'J19',
    where: 'Pod.spec.ephemeralContainers',
    type: 'Forbidden',
    check: onList((list) =>
      list.length > 0
        ? 'ephemeralContainers cannot be set on create: kubectl debug adds them to a running Pod.'
        : undefined
    )
  },
  { id: 'P24', where: 'PodSpec.nodeSelector', check: labels }
]
