import { domainPathFault } from '../names.ts'
import type { Constraint } from './constraint.ts'
import { utf8Length } from './metadata.ts'
import { orList, show } from './phrases.ts'
import type { WalkPlace } from './place.ts'
import { exactlyOneOf, given, minimum, named, notOneOf, onFields, onNumber, onText } from './predicates.ts'
import type { Kind } from './problem.ts'
import { isFields, written } from './values.ts'

/** Job spec, also inside a CronJob (GROUND_TRUTH section 3, without the Pod template). */
export const jobConstraints: readonly Constraint[] = [
  {
    id: 'J1',
    where:
      'JobSpec.{parallelism,completions,backoffLimit,activeDeadlineSeconds,ttlSecondsAfterFinished,backoffLimitPerIndex,maxFailedIndexes}',
    check: minimum(0)
  },
  {
    id: 'J2',
    where: 'JobSpec.completionMode',
    type: 'NotSupported',
    check: exactlyOneOf('NonIndexed', 'Indexed')
  },
  {
    id: 'J3',
    where: 'JobSpec',
    type: 'Required',
    whole: true,
    check: onFields(({ completionMode }, at) => {
      if (completionMode !== 'Indexed' || written(at.scope.completions)) return undefined
      const fact =
        at.scope.kind === 'CronJob'
          ? 'inside a CronJob it gets no default'
          : 'it gets no default when parallelism is set'
      return { message: `completionMode Indexed needs completions: ${fact}.`, below: ['completions'] }
    })
  },
  {
    id: 'J4',
    where: 'JobSpec.parallelism',
    check: onNumber((parallelism, at) =>
      indexed(at) && parallelism > 100_000
        ? `parallelism is ${parallelism}, but an Indexed Job may run at most 100000 Pods at once.`
        : undefined
    )
  },
  {
    id: 'J5',
    where: 'JobSpec.maxFailedIndexes',
    type: 'Required',
    whole: true,
    check: (_, at) =>
      written(at.sibling('backoffLimitPerIndex'))
        ? undefined
        : {
            message: 'maxFailedIndexes needs backoffLimitPerIndex: without it no index fails on its own.',
            path: at.beside('backoffLimitPerIndex')
          }
  },
  {
    id: 'J6',
    where: 'JobSpec.maxFailedIndexes',
    check: onNumber((most, at) => {
      const { completions } = at.scope
      if (!indexed(at) || high(at)) return undefined
      if (most > 100_000) return `maxFailedIndexes is ${most}, over the limit of 100000.`
      if (typeof completions !== 'number' || most <= completions || completions < 0) return undefined
      return `maxFailedIndexes is ${most}, more than the ${completions} completions.`
    })
  },
  {
    id: 'J7',
    where: 'JobSpec.{backoffLimitPerIndex,maxFailedIndexes}',
    check: (_, at) => {
      const mode = at.sibling('completionMode')
      if (written(mode) ? mode !== 'NonIndexed' : at.scope.partial) return undefined
      return `${at.name} needs completionMode: Indexed, because other Jobs have no indexes.`
    }
  },
  {
    id: 'J8',
    where: 'JobSpec.backoffLimitPerIndex',
    type: 'Required',
    whole: true,
    check: (_, at) =>
      !indexed(at) || !high(at) || written(at.sibling('maxFailedIndexes'))
        ? undefined
        : {
            message:
              'Over 100000 completions with backoffLimitPerIndex need maxFailedIndexes, of 10000 or less.',
            path: at.beside('maxFailedIndexes')
          }
  },
  {
    id: 'J8',
    where: 'JobSpec.{maxFailedIndexes,parallelism}',
    why: 'This is the limit for more than 100000 completions with backoffLimitPerIndex.',
    check: onNumber((value, at) => {
      if (!indexed(at) || !high(at) || value <= 10_000) return undefined
      if (at.way.at(-1) === 'parallelism' && value > 100_000) return undefined
      return `${at.name} is ${value}, but must be 10000 or less.`
    })
  },
  ...managedByConstraints('Job', 32),
  ...managedByConstraints('CronJob', 30),
  {
    id: 'J10',
    where: 'JobSpec.podReplacementPolicy',
    type: 'NotSupported',
    check: (policy, at) => {
      if (typeof policy !== 'string') return undefined
      if (written(at.sibling('podFailurePolicy')) && policy === 'TerminatingOrFailed') {
        return 'podReplacementPolicy is "TerminatingOrFailed", but only Failed works with podFailurePolicy.'
      }
      const choices = ['TerminatingOrFailed', 'Failed']
      return choices.includes(policy) ? undefined : notOneOf(policy, choices, at)
    }
  },
  {
    id: 'J17',
    where: 'JobSpec.selector',
    kinds: ['CronJob'],
    check: (selector) =>
      isFields(selector)
        ? 'selector must not be set in a CronJob: each Job gets its own; remove it.'
        : undefined
  },
  {
    id: 'J17',
    where: 'JobSpec.manualSelector',
    kinds: ['CronJob'],
    type: 'NotSupported',
    check: (manual) =>
      manual === true
        ? 'manualSelector: true does not work in a CronJob, whose Jobs need different labels.'
        : undefined
  },
  {
    id: 'J18',
    where: 'JobSpec.template',
    required: 'A Job needs a Pod template: write template.spec with its containers.'
  },
  {
    id: 'J18',
    where: 'Job.spec',
    required: `A Job needs a spec with a Pod template: write spec.template.spec with its containers.`
  },
  {
    id: 'J18',
    where: 'CronJobSpec',
    type: 'Required',
    whole: true,
    check: onFields(({ jobTemplate }) => {
      if (written(jobTemplate) && (!isFields(jobTemplate) || written(jobTemplate.spec))) return undefined
      const message = `A CronJob needs a Job to create: write ${orList(['jobTemplate.spec.template.spec'])} with its containers.`
      return { message, below: given(jobTemplate) ? ['jobTemplate', 'spec'] : ['jobTemplate'] }
    })
  },
  {
    id: 'J19',
    where: 'PodTemplateSpec.spec.ephemeralContainers',
    type: 'Forbidden',
    check: (list) =>
      Array.isArray(list) && list.length > 0
        ? 'ephemeralContainers cannot be in a template: they can only be added to a running Pod.'
        : undefined
  }
]

function indexed(at: WalkPlace): boolean {
  return at.scope.job.completionMode === 'Indexed'
}

/** So many completions with backoffLimitPerIndex that stricter limits hold. */
function high(at: WalkPlace): boolean {
  const { completions, job } = at.scope
  return typeof completions === 'number' && completions > 100_000 && written(job.backoffLimitPerIndex)
}

/** Before managedBy was on by default, a Job lost it; in a CronJob it has been judged from the beginning. */
function managedByConstraints(kind: Kind, since: number): Constraint[] {
  const row = { id: 'J9', where: 'JobSpec.managedBy', kinds: [kind], since }
  return [
    { ...row, check: named(domainPathFault) },
    {
      ...row,
      type: 'Required',
      check: (name) =>
        name === '' ? 'managedBy is empty: remove it, or write "kubernetes.io/job-controller".' : undefined
    },
    {
      ...row,
      type: 'TooLong',
      check: onText((name) =>
        utf8Length(name) > 63 && !domainPathFault(name)
          ? `managedBy ${show(name)} has ${utf8Length(name)} characters, over the limit of 63.`
          : undefined
      )
    }
  ]
}
