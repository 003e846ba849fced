import { dnsLabelFault, dnsPrefixFault, dnsSubdomainFault } from '../names.ts'
import type { Constraint } from './constraint.ts'
import { show } from './phrases.ts'
import type { WalkPlace } from './place.ts'
import { given, nameFault, onFields, onText } from './predicates.ts'
import { fields, isFields, written } from './values.ts'

/** Names the API server refuses (GROUND_TRUTH section 2, M1 to M6). */
export const resourceNameConstraints: readonly Constraint[] = [
  {
    id: 'M1',
    where: '{Job,CronJob,Pod}',
    type: 'Required',
    whole: true,
    check: onFields(({ metadata }, at) => {
      if (written(metadata) && !isFields(metadata)) return undefined
      const { name, generateName } = fields(metadata)
      if (given(name) || given(generateName)) return undefined
      const message = `This ${at.scope.kind} has no name: write metadata.name, or metadata.generateName.`
      return { message, below: ['metadata', 'name'] }
    })
  },
  {
    id: 'M2',
    where: 'ObjectMeta.name',
    check: onText((name) => nameFault(name, dnsSubdomainFault(name), 'name'))
  },
  {
    id: 'M3',
    where: 'Job.metadata.name',
    why: 'It becomes the value of the label job-name.',
    check: onText((name, at) =>
      name.length > 63 && !dnsSubdomainFault(name) && at.scope.job.manualSelector !== true
        ? `Job name ${show(name)} has ${name.length} characters, over the limit of 63.`
        : undefined
    )
  },
  {
    id: 'M4',
    where: 'CronJob.metadata.name',
    why: 'The controller adds 11 characters for each run.',
    check: onText((name) =>
      name.length > 52 && !dnsSubdomainFault(name)
        ? `CronJob name ${show(name)} has ${name.length} characters, over the limit of 52.`
        : undefined
    )
  },
  {
    id: 'M5',
    where: 'Job.metadata.name',
    check: onText((name, at) => {
      const tooLong = name.length > 63 && at.scope.job.manualSelector !== true
      return tooLong || dnsSubdomainFault(name) ? undefined : hostNameFault(name, name, at)
    })
  },
  {
    id: 'M6',
    where: 'ObjectMeta.generateName',
    check: onText((prefix, at) => {
      const fault = nameFault(prefix, dnsPrefixFault(prefix), 'generateName')
      if (fault || given(at.sibling('name'))) return fault
      return nameFault(prefix, dnsSubdomainFault(generated(prefix)), 'generateName')
    })
  },
  {
    id: 'M6',
    where: 'CronJob.metadata.generateName',
    why: 'Five characters are added to it, and the limit for the name of a CronJob is 52.',
    check: onText((prefix, at) =>
      prefix.length > 47 && !given(at.sibling('name'))
        ? `generateName ${show(prefix)} has ${prefix.length} characters, over the limit of 47.`
        : undefined
    )
  },
  {
    id: 'M5',
    where: 'Job.metadata.generateName',
    check: onText((prefix, at) => {
      if (given(at.sibling('name')) || dnsPrefixFault(prefix) || dnsSubdomainFault(generated(prefix)))
        return undefined
      return hostNameFault(prefix, generated(prefix), at)
    })
  }
]

/** A name as the API server makes it from generateName. */
function generated(prefix: string): string {
  return `${prefix.slice(0, 58)}xxxxx`
}

/** The Pods of an Indexed Job are named after it and their index, as host names. */
function hostNameFault(written: string, name: string, at: WalkPlace): string | undefined {
  const { completions, job } = at.scope
  if (job.completionMode !== 'Indexed' || typeof completions !== 'number' || completions <= 0)
    return undefined
  const host = `${name}-${completions - 1}`
  const fault = dnsLabelFault(host)
  return (
    fault &&
    `${at.name} ${show(written)} gives this Indexed Job's last Pod host name ${show(host)}, which ${fault}.`
  )
}
