import { expect, test } from 'vitest'
import { rules } from '../rules/index.ts'
import { settingsFor } from '../src/core/config/settings.ts'
import { parse } from '../src/core/document/parse.ts'
import { classify } from '../src/core/manifest/classify.ts'
import { actionOn } from '../src/core/manifest/failure-policy.ts'
import type { Resource } from '../src/core/manifest/resource.ts'
import { alike, type JobRetrySpec, simulateJob } from '../src/kubernetes/retries/index.ts'
import { lint } from '../src/library.ts'
import { duration } from '../src/text/index.ts'
import { truth } from './truth.ts'

/** What messages say of times and counts is what the controllers do: the simulation, or what was recorded of them. */
const always = { attempt: alike(0, Number.POSITIVE_INFINITY) }
const policies = ['Never', 'OnFailure'] as const

function manifest(spec: object, pod: object = {}, cron?: object): string {
  const podSpec = { containers: [{ name: 'a', image: 'a:1', command: ['/app/report'] }], ...pod }
  const job = { ...spec, template: { spec: podSpec } }
  const [kind, whole] = cron ? ['CronJob', { ...cron, jobTemplate: { spec: job } }] : ['Job', job]
  return JSON.stringify({ apiVersion: 'batch/v1', kind, metadata: { generateName: 'a-' }, spec: whole })
}

function messageOf(id: string, text: string): string | undefined {
  const settings = settingsFor('a.yaml', { profile: 'minimal', rules: { [id]: 'error' } }, rules)
  return lint({ path: 'a.yaml', text }, settings).findings.find(({ ruleId }) => ruleId === id)?.message
}

function numberIn(message: string, pattern: RegExp): number {
  return Number(pattern.exec(message)?.[1])
}

test.each(policies)('deadline-covers-retries, %s: the retry that never happens', (restartPolicy) => {
  for (const backoffLimit of [0, 1, 2, 3, 5, 6]) {
    for (const activeDeadlineSeconds of [5, 11, 25, 60, 120, 200, 500, 900]) {
      const spec = { backoffLimit, activeDeadlineSeconds }
      const { podsCreated, attempts } = simulateJob({ restartPolicy, ...spec }, always)
      const isNew = restartPolicy === 'Never'
      const retries = (isNew ? podsCreated : attempts.length) - 1
      // The restart that reaches the limit is killed at once.
      const wanted = isNew ? backoffLimit : Math.max(0, backoffLimit - 1)
      const message = messageOf('deadline-covers-retries', manifest(spec, { restartPolicy }))
      const what = JSON.stringify(spec)
      expect(message !== undefined, what).toBe(retries < wanted)
      if (message === undefined) continue
      const missed = isNew ? `retry ${retries + 1}` : `run ${retries + 2}`
      expect(message, what).toContain(`before ${missed} of ${backoffLimit}`)
      const better = { ...spec, backoffLimit: numberIn(message, /backoffLimit: (\d+)/) }
      expect(messageOf('deadline-covers-retries', manifest(better, { restartPolicy })), what).toBeUndefined()
      const longer = { ...spec, activeDeadlineSeconds: numberIn(message, /well over (\d+)/) + 1 }
      expect(messageOf('deadline-covers-retries', manifest(longer, { restartPolicy })), what).toBeUndefined()
    }
  }
})

test.each(policies)('backoff-limit-range, %s: how long it lasts and what it leaves', (restartPolicy) => {
  for (const backoffLimit of [7, 10, 20, 50]) {
    for (const activeDeadlineSeconds of [undefined, 60, 1000, 20_000]) {
      const spec = { backoffLimit, ...(activeDeadlineSeconds && { activeDeadlineSeconds }) }
      const { reason, finishedAt = 0, podsLeft } = simulateJob({ restartPolicy, ...spec }, always)
      const message = messageOf('backoff-limit-range', manifest(spec, { restartPolicy }))
      // A second until the controller looks, and with OnFailure another until the Pod is gone.
      const waits = finishedAt - (restartPolicy === 'Never' ? 1 : 2)
      expect(message).toContain(
        reason === 'DeadlineExceeded'
          ? `until its deadline ends it after ${duration(activeDeadlineSeconds as number)}`
          : `for ${duration(waits)}`
      )
      if (restartPolicy === 'Never') expect(message).toContain(`${podsLeft.failed} failed Pods`)
      else expect(podsLeft.failed).toBe(0)
    }
  }
})

test.each(policies)('backoff-limit-explicit, %s: how long six retries last', (restartPolicy) => {
  const { finishedAt = 0 } = simulateJob({ restartPolicy }, always)
  const waits = finishedAt - (restartPolicy === 'Never' ? 1 : 2)
  expect(messageOf('backoff-limit-explicit', manifest({}, { restartPolicy }))).toContain(duration(waits))
})

const grace = [undefined, 0, 5, 30, 120, 900]
const overlaps = grace.flatMap((seconds) =>
  [200, 268, 269, 270, 300, 301, 600, 3600].map((deadline) => [deadline, seconds] as const)
)
test.each(overlaps)('cron-overlap every five minutes: deadline %i, grace period %i', (deadline, seconds) => {
  const spec: JobRetrySpec = { restartPolicy: 'Never', activeDeadlineSeconds: deadline }
  const hangs = { stopSeconds: seconds ?? 30, attempt: alike(Number.POSITIVE_INFINITY, 0) }
  const { finishedAt = 0 } = simulateJob(spec, hangs)
  const message = (concurrencyPolicy: string, activeDeadlineSeconds = deadline) =>
    messageOf(
      'cron-overlap',
      manifest(
        { activeDeadlineSeconds },
        { restartPolicy: 'Never', ...(seconds !== undefined && { terminationGracePeriodSeconds: seconds }) },
        { schedule: '*/5 * * * *', concurrencyPolicy }
      )
    )
  const [allow, forbid, replace] = [message('Allow'), message('Forbid'), message('Replace')]
  // A run begins up to a second after its time: what ends in that second may or may not be in the way.
  expect([allow, forbid, replace].map((each) => each !== undefined)).toEqual(
    Array.from({ length: 3 }, () => finishedAt + 1 > 300)
  )
  if (!allow || !forbid || !replace) return
  expect(numberIn(allow, /up to (\d+) are active/)).toBe(Math.ceil((finishedAt + 1) / 300))
  expect(forbid).toContain(`up to ${duration(Math.min(finishedAt + 1 - 300, 300))} late`)
  expect(replace).toMatch(deadline > 300 ? /^Replace deletes a run/ : /still run beside the next one/)
  const better = numberIn(forbid, /deadline to (\d+) or less/)
  if (!Number.isNaN(better))
    expect([message('Forbid', better), message('Allow', better)]).toEqual([undefined, undefined])
  if (!Number.isNaN(better)) expect(message('Forbid', better + 1)).toBeDefined()
})

test('pod-deadline: what the deadline of a Pod comes to', () => {
  for (const [seconds, backoffLimit] of [
    [600, 6],
    [60, 2],
    [3600, 1]
  ] as const) {
    const attempt = alike(seconds, Number.POSITIVE_INFINITY)
    const { finishedAt = 0 } = simulateJob({ restartPolicy: 'Never', backoffLimit }, { attempt })
    const text = manifest({ backoffLimit }, { restartPolicy: 'Never', activeDeadlineSeconds: seconds })
    expect(messageOf('pod-deadline', text)).toContain(`${duration(seconds)} become ${duration(finishedAt)}`)
  }
})

test('parallelism-over-completions: how many Pods run', () => {
  for (const [parallelism, completions] of [
    [5, 1],
    [8, 4],
    [3, 3],
    [2, 9]
  ] as const) {
    const spec = { parallelism, completions }
    const { attempts } = simulateJob({ restartPolicy: 'Never', ...spec }, { attempt: alike(5, 0) })
    const atOnce = attempts.filter(({ start }) => start === 0).length
    const message = messageOf('parallelism-over-completions', manifest(spec, { restartPolicy: 'Never' }))
    expect(message !== undefined).toBe(atOnce < parallelism)
    if (message) expect(message).toContain(`at most ${atOnce} Pod`)
  }
})

test('work-queue-completions: one success, and nothing is replaced', () => {
  const attempt = ({ pod }: { pod: number }) => ({ seconds: pod === 0 ? 5 : 20, succeeds: pod === 0 })
  const outcome = simulateJob({ restartPolicy: 'Never', parallelism: 3 }, { attempt })
  expect(outcome).toMatchObject({ condition: 'Complete', podsCreated: 3, finishedAt: 21 })
})

test('per-index-restart: what ends the restarts', () => {
  const spec = {
    restartPolicy: 'OnFailure',
    completionMode: 'Indexed',
    completions: 2,
    backoffLimitPerIndex: 1
  } as const
  const seconds = { seconds: 86_400 }
  const message = (more: object) =>
    messageOf('per-index-restart', manifest({ ...spec, ...more }, { restartPolicy: 'OnFailure' }))
  expect(simulateJob(spec, always, seconds).reason).toBeUndefined()
  expect(message({})).toContain('restarts forever')
  for (const [more, reason, words] of [
    [{ backoffLimit: 3 }, 'BackoffLimitExceeded', 'until backoffLimit'],
    [{ activeDeadlineSeconds: 600 }, 'DeadlineExceeded', 'until the deadline']
  ] as const) {
    expect(simulateJob({ ...spec, ...more }, always, seconds).reason).toBe(reason)
    expect(message(more)).toContain(words)
  }
})

test('podFailurePolicy: the action on an exit code is what the recorded Jobs did', () => {
  type Scenario = {
    id: string
    spec: object
    behaviour: { exitCode: number; exitCodes?: number[]; disruptions?: object }
    finalReason: string | null
  }
  const recorded = truth<Scenario>('timelines').filter(
    ({ spec, behaviour }) => 'podFailurePolicy' in spec && !behaviour.disruptions
  )
  expect(recorded).toHaveLength(9)
  const reasons = {
    FailJob: 'PodFailurePolicy',
    FailIndex: 'FailedIndexes',
    Ignore: null,
    Count: 'BackoffLimitExceeded'
  }
  const plain = recorded.filter(({ id, behaviour }) => !behaviour.exitCodes && !id.includes('deadline'))
  for (const { id, spec, behaviour, finalReason } of plain) {
    const text = manifest(spec, { restartPolicy: 'Never' })
    const [job] = parse({ path: 'a.yaml', text }).flatMap((document) => classify(document))
    const action = actionOn(job as Resource, behaviour.exitCode) as keyof typeof reasons
    expect(reasons[action], id).toBe(finalReason)
    expect(actionOn(job as Resource, behaviour.exitCode + 1), id).toBeUndefined()
  }
})

test('CronJobs: what the recorded controller made of their runs', () => {
  type Scenario = { id: string; runs: { createdAt: string; scheduledFor: string }[] | null; hours: number }
  const recorded = new Map(truth<Scenario>('cron-scenarios').map((each) => [each.id, each]))
  const late = (recorded.get('forbid-long')?.runs ?? []).map(
    ({ createdAt, scheduledFor }) => Date.parse(createdAt) - Date.parse(scheduledFor)
  )
  expect(Math.max(...late)).toBe(303_100)
  // Runs of 25 minutes, every ten.
  const forbid = manifest(
    { activeDeadlineSeconds: 1500 },
    { restartPolicy: 'Never', terminationGracePeriodSeconds: 0 },
    { schedule: '*/10 * * * *', concurrencyPolicy: 'Forbid' }
  )
  expect(messageOf('cron-overlap', forbid)).toContain('up to 10 minutes late')
  const subminute = messageOf('cron-every-subminute', manifest({}, {}, { schedule: '@every 30s' }))
  const { runs, hours = 0 } = recorded.get('every-30s') ?? {}
  expect(runs?.length).toBe(numberIn(subminute ?? '', /only (\d+) remain/) * hours)
  expect(recorded.get('deadline0')?.runs).toBeNull()
  expect(recorded.get('deadline5')?.runs).toHaveLength(12)
})
