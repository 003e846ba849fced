import type { Field } from '../core/document/index.ts'
import type { Resource } from '../core/manifest/index.ts'
import { duration } from '../text/index.ts'
import { nextInWords } from './lifecycle-cron.ts'
import { retriesInShort } from './retries-in-words.ts'

/** The life of a resource at its worst, in one line; nothing for what is only a part of it. */
export function worstCase(resource: Resource, now: number): string | undefined {
  const { kind, spec, jobSpec, podSpec, isPartial } = resource
  if (isPartial) return undefined
  const parts =
    jobSpec === undefined
      ? [restarts(podSpec), deadline(podSpec), 'not created again if its node fails']
      : [suspension(resource), retriesInShort(resource), deadline(jobSpec), removal(resource)]
  const next = kind === 'CronJob' && spec.at('suspend').value !== true ? nextInWords(spec, now, 1) : undefined
  const line = [next && `next run ${next}`, ...parts].filter((part) => part !== undefined).join(' · ')
  return `${line[0]?.toUpperCase()}${line.slice(1)}`
}

function suspension({ spec }: Resource): string | undefined {
  return spec.at('suspend').value === true ? 'suspended' : undefined
}

function restarts(podSpec: Field): string {
  const policy = podSpec.at('restartPolicy').value ?? 'Always'
  if (policy === 'Always') return 'restarted whenever it ends'
  return policy === 'Never' ? 'one run' : 'restarted until it succeeds'
}

function deadline(spec: Field): string {
  const at = spec.at('activeDeadlineSeconds')
  if (!at.exists) return 'no deadline: may hang forever'
  return at.integer === undefined ? 'deadline unknown' : `ended after ${duration(at.integer)}`
}

function removal({ kind, jobSpec, spec, delivery }: Resource): string {
  const ttl = jobSpec?.at('ttlSecondsAfterFinished')
  if (ttl?.exists) {
    if (ttl.integer === undefined) return 'removal time unknown'
    if (ttl.integer === 0) return 'removed when it ends'
    const history = kind === 'CronJob' ? ', or earlier by the history limits' : ''
    return `removed ${duration(ttl.integer)} after it ends${history}`
  }
  if (kind === 'CronJob') {
    const [succeeded, failed] = [spec.at('successfulJobsHistoryLimit'), spec.at('failedJobsHistoryLimit')]
    const count = (at: Field, fallback: number) => (at.exists ? (at.integer ?? '?') : fallback)
    return `the last ${count(succeeded, 3)} that succeeded and ${count(failed, 1)} that failed are kept`
  }
  return delivery.isHook ? 'removed by its hook policy' : 'never removed'
}
