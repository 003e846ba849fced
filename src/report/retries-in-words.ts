import type { Field } from '../core/document/index.ts'
import {
  failureRules,
  onOrdinaryFailure,
  type Resource,
  retriesOf,
  runsSeveralPods
} from '../core/manifest/index.ts'
import { lastRetryWithin, type RestartPolicy, totalWait } from '../kubernetes/retries/index.ts'
import { duration } from '../text/index.ts'

/** The backoffLimit of a Job that has a backoffLimitPerIndex and no other. */
export const unlimited = 2_147_483_647

/** What a backoffLimit of `limit` means for a Job whose Pods all fail. */
export function retriesInWords(resource: Resource, limit: number): string {
  const { jobSpec, podSpec } = resource
  const policy = jobSpec?.at('podFailurePolicy').exists
    ? ' A podFailurePolicy may end the Job sooner or not count some failures.'
    : ''
  if (jobSpec?.at('backoffLimitPerIndex').exists) {
    const whole =
      limit === unlimited ? 'the Job as a whole has no limit' : `more than ${limit} in total fail the Job`
    return `The failures of each index are counted by backoffLimitPerIndex; ${whole}.${policy}`
  }
  const restartPolicy = podSpec.at('restartPolicy').value
  const isAlone = jobSpec !== undefined && !runsSeveralPods(jobSpec)
  if (restartPolicy === 'Never') return newPods(limit, isAlone) + policy
  if (restartPolicy === 'OnFailure') return restarts(limit, isAlone) + policy
  return `What is retried depends on restartPolicy.${policy}`
}

/** The same in a few words. */
export function retriesInShort(resource: Resource): string {
  const { jobSpec, podSpec } = resource
  const perIndex = jobSpec?.at('backoffLimitPerIndex')
  if (perIndex?.integer !== undefined) {
    const restartPolicy = podSpec.at('restartPolicy').value
    if (restartPolicy === 'OnFailure') return `indexes restarted ${endOfRestarts(jobSpec)}`
    if (restartPolicy !== 'Never') return 'retries unknown'
    const pods = perIndex.integer + 1
    return pods === 1 ? 'one Pod per index, no retry' : `up to ${pods} Pods per index`
  }
  const retries = retriesOf(resource)
  if (retries === undefined || jobSpec === undefined) return 'retries unknown'
  const { limit, restartPolicy } = retries
  const action = onOrdinaryFailure(resource)
  if (action === 'unknown') return 'retries unknown'
  if (action === 'FailJob') return 'fails with the first failure of its work'
  const isIgnoring = failureRules(resource).some((rule) => rule.at('action').value === 'Ignore')
  return `${countedRetries(jobSpec, limit, restartPolicy)}${isIgnoring ? ', ignored failures not counted' : ''}`
}

function countedRetries(jobSpec: Field, limit: number, restartPolicy: RestartPolicy): string {
  const isNew = restartPolicy === 'Never'
  if (runsSeveralPods(jobSpec)) {
    if (limit === 0 && isNew) return 'fails with the first failed Pod'
    if (isNew) return `fails when more than ${limit} Pods have failed`
    return limit < 2 ? 'fails with the first restart' : `fails after ${limit} restarts in its running Pods`
  }
  const seconds = jobSpec.at('activeDeadlineSeconds').integer ?? Number.POSITIVE_INFINITY
  const tries = (within: number) => lastRetryWithin(within, { backoffLimit: limit, restartPolicy }) + 1
  const [most, all] = [tries(seconds), tries(Number.POSITIVE_INFINITY)]
  if (all === 1) return isNew ? 'one Pod, no retry' : 'fails with the first restart'
  const what = isNew ? 'Pods' : 'runs in one Pod'
  if (most < all) return `at most ${most} of ${all} ${what} before the deadline`
  return `up to ${all} ${what}, ${duration(totalWait(limit, restartPolicy))} of waits`
}

/** How long a failing index is restarted, since backoffLimitPerIndex does not count restarts. */
export function endOfRestarts(jobSpec: Field | undefined): string {
  const [limit, deadline] = [jobSpec?.at('backoffLimit'), jobSpec?.at('activeDeadlineSeconds')]
  const isLimited = limit?.exists && limit.integer !== unlimited
  const ends = [
    ...(isLimited ? [limit.integer === undefined ? 'backoffLimit' : `backoffLimit ${limit.integer}`] : []),
    ...(deadline?.exists ? ['the deadline'] : [])
  ]
  return ends.length === 0 ? 'forever' : `until ${ends.join(' or ')} ends the Job`
}

function newPods(limit: number, isAlone: boolean): string {
  if (limit === 0) return 'The first failed Pod ends the Job; nothing is retried.'
  if (!isAlone)
    return `The Job fails when more than ${limit} of its Pods have failed, whichever they are; each failure delays new Pods for 10 seconds, doubling to 10 minutes.`
  const times = limit === 1 ? 'once' : `${limit} times`
  return `A failed run is repeated up to ${times}, each time in a new Pod: ${limit + 1} Pods at most. If each fails immediately, the waits before the retries take ${duration(totalWait(limit, 'Never'))}.`
}

function restarts(limit: number, isAlone: boolean): string {
  const end = 'The Pod is then deleted with its logs.'
  if (limit < 2) return `The first restart of a container ends the Job. ${end}`
  if (!isAlone)
    return `The Job fails when the containers of its running Pods have been restarted ${limit} times in total.`
  return `The containers run up to ${limit} times in the same Pod; restart ${limit} is stopped immediately. If each run fails immediately, the waits take ${duration(totalWait(limit, 'OnFailure'))}. ${end}`
}
