import { neverRuns as neverFires, parseCron } from '../../cron/index.ts'
import { dnsLabelFault, dnsSubdomainFault } from '../names.ts'
import type { Constraint } from './constraint.ts'
import { hasBlankEnds } from './containers.ts'
import { reservedLabelComplaints } from './job-selector.ts'
import { annotationComplaints, finalizerComplaints } from './metadata.ts'
import { show } from './phrases.ts'
import { consistencyComplaints } from './pod-resources.ts'
import { hostPortComplaints } from './ports.ts'
import { given, labels, onFields, onList, onText } from './predicates.ts'
import { items } from './values.ts'

/** Accepted on create, yet the Job or Pod created from it is refused (GROUND_TRUTH N1 to N8). */
export const neverRunsConstraints: readonly Constraint[] = [
  {
    id: 'N1',
    where: 'CronJobSpec.jobTemplate.metadata.labels',
    why: 'Every Job that is created is refused.',
    check: labels
  },
  {
    id: 'N1',
    where: 'CronJobSpec.jobTemplate.metadata.annotations',
    why: 'Every Job that is created is refused.',
    check: onFields((annotations) => annotationComplaints(annotations))
  },
  {
    id: 'N2',
    where: 'CronJob.metadata.{name,generateName}',
    check: onText((name, at) => {
      const { completionMode, completions } = at.scope.job
      const made = at.name === 'name' ? name : `${name.slice(0, 58)}xxxxx`
      if (completionMode !== 'Indexed' || typeof completions !== 'number' || completions < 1) return undefined
      if (dnsSubdomainFault(made) || made.length > 52 || (at.name !== 'name' && given(at.sibling('name'))))
        return undefined
      const host = `${made}-12345678-${completions - 1}`
      const fault = dnsLabelFault(host)
      return (
        fault &&
        `${at.name} ${show(name)} gives Pods of this Indexed Job a host name that ${fault}, so every Job that is created is refused.`
      )
    })
  },
  {
    id: 'N3',
    where: 'PodTemplateSpec.metadata.labels',
    kinds: ['CronJob'],
    why: 'Every Job that is created is refused: remove it.',
    check: onFields((list) => reservedLabelComplaints(list, ''))
  },
  {
    id: 'N4',
    where: 'PodTemplateSpec.spec.{containers,initContainers}[*].image',
    check: onText((image) =>
      hasBlankEnds(image)
        ? `image ${show(image)} has leading or trailing spaces, so every Pod that is created is refused.`
        : undefined
    )
  },
  {
    id: 'N4',
    where: 'PodTemplateSpec.spec.volumes[*].image.reference',
    required: 'An image volume needs a reference: without it every Pod that is created is refused.'
  },
  {
    id: 'N5',
    where: 'PodTemplateSpec.spec.nodeName',
    type: 'Forbidden',
    check: onText((_, at) =>
      items(at.sibling('schedulingGates')).length > 0
        ? 'nodeName cannot be used with schedulingGates: every Pod that is created is refused.'
        : undefined
    )
  },
  {
    id: 'N6',
    where: 'PodTemplateSpec.metadata.finalizers',
    why: 'Every Pod that is created is refused.',
    check: onList((list, at) => finalizerComplaints(list, at.name))
  },
  {
    id: 'N7',
    where: 'PodTemplateSpec.spec.resources',
    whole: true,
    why: 'Every Pod that is created is refused.',
    check: onFields((resources, at) =>
      consistencyComplaints(resources, at, false).length > 0
        ? undefined
        : consistencyComplaints(resources, at, true)
    )
  },
  {
    id: 'N7',
    where: 'PodTemplateSpec.spec.containers',
    type: 'Duplicate',
    why: 'With hostNetwork every Pod that is created is refused.',
    check: onList((list, at) =>
      !at.scope.hostNetwork || hostPortComplaints(list, at, false).length > 0
        ? undefined
        : hostPortComplaints(list, at, true)
    )
  },
  {
    id: 'N8',
    where: 'CronJobSpec.schedule',
    check: onText((schedule) => {
      const read = parseCron(schedule)
      return read.kind !== 'fault' && neverFires(read)
        ? `schedule ${show(schedule)} matches no date, so it never fires.`
        : undefined
    })
  }
]
