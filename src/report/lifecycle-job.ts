import type { Field } from '../core/document/index.ts'
import { isMadeAgain, type Resource } from '../core/manifest/index.ts'
import { duration } from '../text/index.ts'
import { type LifecycleFact, numberFact, wordFact } from './lifecycle-fact.ts'
import { endOfRestarts, retriesInWords, unlimited } from './retries-in-words.ts'

/** What the spec of a Job, or of the Jobs of a CronJob, says about its life. */
export function jobFacts(resource: Resource): LifecycleFact[] {
  const { jobSpec } = resource
  if (jobSpec === undefined) return []
  return [
    ...retryFacts(resource, jobSpec),
    ...numberFact(jobSpec.at('activeDeadlineSeconds'), undefined, deadline),
    ...numberFact(jobSpec.at('ttlSecondsAfterFinished'), undefined, (seconds) => removal(resource, seconds)),
    ...podCountFacts(jobSpec),
    ...wordFact(jobSpec.at('suspend'), 'false', {
      false: 'Its Pods start as soon as it is created.',
      true: 'No Pod runs until somebody sets it to false; the deadline then starts over.'
    }),
    ...replacement(jobSpec)
  ]
}

function retryFacts(resource: Resource, jobSpec: Field): LifecycleFact[] {
  const perIndex = jobSpec.at('backoffLimitPerIndex')
  const restartPolicy = resource.podSpec.at('restartPolicy').value
  const limit = perIndex.exists ? unlimited : 6
  return [
    ...numberFact(jobSpec.at('backoffLimit'), limit, (value) => retriesInWords(resource, value ?? limit)),
    ...numberFact(perIndex, undefined, (value) => {
      if (value === undefined) return 'The failures of all indexes count together, against backoffLimit.'
      if (restartPolicy === 'OnFailure')
        return `Restarts of a container never count against it: with restartPolicy OnFailure a failing index is restarted ${endOfRestarts(jobSpec)}.`
      return value === 0
        ? 'An index fails with its first failed Pod, and the others continue.'
        : `An index is tried up to ${value + 1} times, each time in a new Pod; then it has failed, and the others continue.`
    }),
    ...(perIndex.exists
      ? numberFact(jobSpec.at('maxFailedIndexes'), undefined, (value) =>
          value === undefined
            ? 'Every index is tried; if one of them failed, the Job fails when all have ended.'
            : `The Job fails as soon as more than ${value} of its indexes have failed.`
        )
      : [])
  ]
}

function deadline(seconds: number | undefined): string {
  if (seconds === undefined)
    return 'Nothing ends the Job while a Pod hangs, stays Pending or cannot pull its image.'
  if (seconds === 0) return 'The Job fails as soon as it has started.'
  return `The Job fails and its Pods are deleted ${duration(seconds)} after its start, whatever they are doing; scheduling, image pulls and the waits before retries count.`
}

function removal({ kind, delivery }: Resource, seconds: number | undefined): string {
  if (seconds !== undefined) {
    const when = seconds === 0 ? 'immediately' : `${duration(seconds)} later`
    const history =
      kind === 'CronJob' && seconds > 0 ? ', or earlier by the history limits of the CronJob' : ''
    return `When the Job has finished, whether it succeeded or failed, it is removed ${when} with its Pods and their logs${history}.${again(delivery)}`
  }
  if (kind === 'CronJob') return 'Finished Jobs stay until the history limits of the CronJob remove them.'
  if (delivery.isHook)
    return 'Kubernetes removes nothing; the tool that runs the hook does, according to its delete policy.'
  return 'The finished Job and its Pods stay until somebody deletes them.'
}

/** What a tool does about a Job that is gone. */
function again(delivery: Resource['delivery']): string {
  if (!isMadeAgain(delivery)) return ''
  return delivery.method === 'flux' || delivery.isHealed
    ? ' The tool that keeps it in the cluster then creates it and runs it again.'
    : ' Argo CD then shows OutOfSync, or creates it and runs it again under selfHeal.'
}

function podCountFacts(jobSpec: Field): LifecycleFact[] {
  const isQueue = jobSpec.at('parallelism').exists
  const isIndexed = jobSpec.at('completionMode').value === 'Indexed'
  return [
    ...numberFact(jobSpec.at('parallelism'), 1, (value) => {
      if (value === 0) return 'No Pod starts while it is 0, but a deadline keeps running.'
      return value === 1 ? 'One Pod runs at a time.' : `Up to ${value} Pods run at once.`
    }),
    ...numberFact(jobSpec.at('completions'), isQueue ? undefined : 1, (value) => {
      if (value === undefined)
        return 'A work queue: once a Pod has succeeded, no new one is created, and the Job is complete when all have ended.'
      if (value === 0) return 'The Job is complete immediately, without a Pod.'
      if (isIndexed) return `The Job is complete when each of its ${value} indexes, from 0 on, has succeeded.`
      return value === 1
        ? 'The Job is complete when a Pod has succeeded.'
        : `The Job is complete when ${value} Pods have succeeded.`
    }),
    ...wordFact(jobSpec.at('completionMode'), 'NonIndexed', {
      NonIndexed: 'The Pods are all alike; it only counts how many of them succeed.',
      Indexed: 'Each Pod is given an index in JOB_COMPLETION_INDEX, and each index has to succeed once.'
    })
  ]
}

function replacement(jobSpec: Field): LifecycleFact[] {
  const fallback = jobSpec.at('podFailurePolicy').exists ? 'Failed' : 'TerminatingOrFailed'
  return wordFact(jobSpec.at('podReplacementPolicy'), fallback, {
    TerminatingOrFailed: 'A Pod that is being deleted is replaced while it may still be running.',
    Failed: 'A Pod is replaced only when it has ended.'
  })
}
