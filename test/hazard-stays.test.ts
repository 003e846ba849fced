import { expect, test } from 'vitest'
import { rules } from '../rules/index.ts'
import { settingsFor } from '../src/core/config/settings.ts'
import { isActive } from '../src/core/rule/finding.ts'
import { lint } from '../src/library.ts'

/** A rule is not silenced by a change that leaves its hazard: each manifest is reported before the change and after it. */

interface Parts {
  /** With it the Job is one of a CronJob. */
  readonly cron?: object
  readonly metadata?: object
  readonly job?: object
  readonly pod?: object
  readonly container?: object
  /** Further containers. */
  readonly beside?: readonly object[]
}

interface Case {
  /** Any of them has to report it. */
  readonly rule: string
  readonly why: string
  readonly is: Parts
  readonly change: Parts
}

const migration = { command: ['alembic', 'upgrade', 'head'] }
const script = (text: string): Parts => ({ container: { command: ['sh', '-c', text] } })
const ignoring = { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }
const failing = (values: number[], operator = 'In') => ({
  action: 'FailJob',
  onExitCodes: { operator, values }
})
const policy = (...list: object[]): Parts => ({ job: { podFailurePolicy: { rules: list } } })
const every = (schedule: string, more: object = {}) => ({ schedule, concurrencyPolicy: 'Allow', ...more })
const proxy = (...args: string[]) => ({
  name: 'proxy',
  image: 'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.11.0',
  args
})
const indexed = { completionMode: 'Indexed', completions: 3, parallelism: 3 }
const failsAll = [failing([0], 'NotIn'), ignoring]

// biome-ignore format: a table, one case a line
const cases: readonly Case[] = [
  { rule: 'backoff-limit-range', why: 'disruptions alone are ignored', is: { job: { backoffLimit: 20 } }, change: policy(ignoring) },
  { rule: 'backoff-limit-range', why: 'one rare code fails the Job', is: { job: { backoffLimit: 20 } }, change: policy(failing([42])) },
  { rule: 'backoff-limit-range', why: 'an earlier rule takes what would fail it', is: { job: { backoffLimit: 20 } }, change: policy({ ...failing([0], 'NotIn'), action: 'Count' }, failing([0], 'NotIn')) },
  { rule: 'backoff-limit-range', why: 'a deadline only cuts the retries short', is: { job: { backoffLimit: 20 } }, change: { job: { activeDeadlineSeconds: 3600 } } },
  { rule: 'backoff-limit-non-idempotent', why: 'disruptions alone are ignored', is: { job: { backoffLimit: 3 }, container: migration }, change: policy(ignoring) },
  { rule: 'backoff-limit-non-idempotent', why: 'one rare code fails the Job', is: { job: { backoffLimit: 3 }, container: migration }, change: policy(failing([42])) },
  { rule: 'backoff-limit-non-idempotent', why: 'the limit moved to the indexes', is: { job: { backoffLimit: 3 }, container: migration }, change: { job: { backoffLimitPerIndex: 3, completionMode: 'Indexed', completions: 2 } } },
  { rule: 'deadline-covers-retries', why: 'disruptions alone are ignored', is: { job: { backoffLimit: 6, activeDeadlineSeconds: 60 } }, change: policy(ignoring) },
  { rule: 'deadline-covers-retries', why: 'the default limit', is: { job: { backoffLimit: 6, activeDeadlineSeconds: 60 } }, change: { job: { backoffLimit: undefined } } },
  { rule: 'failure-policy-order', why: 'the only container is named', is: policy(...failsAll), change: policy({ ...failing([0], 'NotIn'), onExitCodes: { operator: 'NotIn', values: [0], containerName: 'a' } }, ignoring) },
  { rule: 'failure-policy-order', why: 'Count and FailIndex decide as well', is: policy(...failsAll), change: policy({ ...failing([143]), action: 'Count' }, ignoring) },
  { rule: 'failure-policy-order', why: 'a proxy stands beside the work', is: policy(...failsAll), change: { beside: [proxy('a:b:c')] } },
  { rule: 'disruption-counts', why: 'a rule on an exit code ignores no disruption', is: { job: { backoffLimit: 0 } }, change: policy(failing([42])) },
  { rule: 'per-index-restart', why: 'failed indexes are limited, but none fails', is: { job: { ...indexed, backoffLimitPerIndex: 1 }, pod: { restartPolicy: 'OnFailure' } }, change: { job: { maxFailedIndexes: 1 } } },
  { rule: 'restart-policy-non-idempotent', why: 'limit 0 restarts once', is: { pod: { restartPolicy: 'OnFailure' }, container: migration }, change: { job: { backoffLimit: 0 } } },
  { rule: 'parallel-non-idempotent', why: 'Indexed, and nothing reads the index', is: { job: { parallelism: 3, completions: 3 }, container: migration }, change: { job: indexed } },
  { rule: 'parallel-non-idempotent', why: 'completions say the same', is: { job: { parallelism: 3 }, container: migration }, change: { job: { completions: 3 } } },
  { rule: 'parallelism-over-completions', why: 'Indexed changes nothing', is: { job: { parallelism: 5, completions: 2 } }, change: { job: { completionMode: 'Indexed' } } },
  { rule: 'work-queue-completions|parallelism-over-completions', why: 'completions of 1', is: { job: { parallelism: 3 } }, change: { job: { completions: 1 } } },
  { rule: 'work-queue-completions', why: 'null is what it is without', is: { job: { parallelism: 3 } }, change: { job: { completions: null } } },
  { rule: 'parallelism-zero', why: 'a deadline only ends it', is: { job: { parallelism: 0 } }, change: { job: { activeDeadlineSeconds: 60, completions: 3 } } },
  { rule: 'index-without-indexed', why: 'as many completions', is: script('exec /app/run --shard "$JOB_COMPLETION_INDEX"'), change: { job: { completions: 3, parallelism: 3 } } },
  { rule: 'manual-selector', why: 'the Pods carry the label', is: { job: { manualSelector: true, selector: { matchLabels: { app: 'a' } } } }, change: { job: { selector: { matchLabels: { app: 'a', part: 'b' } } } } },
  { rule: 'pod-replacement', why: 'the default, written', is: { job: { backoffLimit: 1 }, container: migration }, change: { job: { podReplacementPolicy: 'TerminatingOrFailed' } } },
  { rule: 'deadline-required|pod-deadline', why: 'a deadline of the Pod does not end one that is Pending', is: {}, change: { pod: { activeDeadlineSeconds: 600 } } },
  { rule: 'cron-forbid-unbounded|pod-deadline', why: 'a deadline of the Pod does not end one that is Pending', is: { cron: every('@daily', { concurrencyPolicy: 'Forbid' }) }, change: { pod: { activeDeadlineSeconds: 600 } } },
  { rule: 'cron-forbid-unbounded', why: 'the hung Job is still active', is: { cron: every('@daily', { concurrencyPolicy: 'Forbid' }) }, change: { cron: every('@daily', { concurrencyPolicy: 'Forbid', startingDeadlineSeconds: 60 }) } },
  { rule: 'cron-overlap', why: 'a second less than the gap', is: { cron: every('*/5 * * * *'), job: { activeDeadlineSeconds: 301 } }, change: { job: { activeDeadlineSeconds: 299 } } },
  { rule: 'cron-overlap', why: 'the default grace period, written', is: { cron: every('*/5 * * * *'), job: { activeDeadlineSeconds: 300 } }, change: { pod: { terminationGracePeriodSeconds: 30 } } },
  { rule: 'cron-overlap', why: 'late runs are still allowed', is: { cron: every('*/5 * * * *'), job: { activeDeadlineSeconds: 301 } }, change: { cron: every('*/5 * * * *', { concurrencyPolicy: 'Forbid', startingDeadlineSeconds: 3600 }) } },
  { rule: 'cron-concurrency', why: 'an empty policy', is: { cron: { schedule: '@daily' } }, change: { cron: { schedule: '@daily', concurrencyPolicy: '' } } },
  { rule: 'cron-never-fires', why: 'two days that do not come', is: { cron: every('0 0 31 2 *') }, change: { cron: every('0 0 30,31 2 *') } },
  { rule: 'cron-every-subminute', why: 'a second under a minute', is: { cron: every('@every 30s') }, change: { cron: every('@every 59s') } },
  { rule: 'cron-minute-star', why: 'a step of one', is: { cron: every('* 3 * * *') }, change: { cron: every('*/1 3 * * *') } },
  { rule: 'cron-day-or', why: 'a day by its name', is: { cron: every('0 0 13 * 5') }, change: { cron: every('0 0 13 * FRI') } },
  { rule: 'cron-uneven-step', why: 'the whole field as a range', is: { cron: every('*/40 * * * *') }, change: { cron: every('0-59/40 * * * *') } },
  { rule: 'cron-starting-deadline', why: 'another policy', is: { cron: every('@daily', { startingDeadlineSeconds: 0 }) }, change: { cron: every('@daily', { startingDeadlineSeconds: 0, concurrencyPolicy: 'Forbid' }) } },
  { rule: 'cron-history-limits', why: 'split over both limits', is: { cron: every('@daily', { successfulJobsHistoryLimit: 40 }) }, change: { cron: every('@daily', { successfulJobsHistoryLimit: 20, failedJobsHistoryLimit: 20 }) } },
  { rule: 'sidecar-blocks-completion', why: 'an option that opens an endpoint nobody calls', is: { beside: [proxy('a:b:c')] }, change: { beside: [proxy('--quitquitquit', 'a:b:c')] } },
  { rule: 'sidecar-blocks-completion', why: 'an option on how it ends when it is told to', is: { beside: [proxy('a:b:c')] }, change: { beside: [proxy('--exit-zero-on-sigterm', 'a:b:c')] } },
  { rule: 'sidecar-blocks-completion', why: 'a shared process namespace in which nothing ends it', is: { beside: [proxy('a:b:c')] }, change: { pod: { shareProcessNamespace: true } } },
  { rule: 'never-completes', why: 'another way to sleep', is: script('/app/run; sleep infinity'), change: script('/app/run; while true; do sleep 3600; done') },
  { rule: 'never-completes', why: 'a log is followed', is: script('/app/run; sleep infinity'), change: script('/app/run; tail -f /dev/null') },
  { rule: 'exit-code-masked', why: 'it prints each command', is: script('/app/export; echo done'), change: script('set -x; /app/export; echo done') },
  { rule: 'exit-code-masked', why: 'another command that always succeeds', is: script('/app/export || true'), change: script('/app/export || :') },
  { rule: 'image-pinned', why: 'another tag that moves', is: { container: { image: 'example.com/a' } }, change: { container: { image: 'example.com/a:latest' } } },
  { rule: 'image-pinned', why: 'another tag that moves', is: { container: { image: 'example.com/a:latest' } }, change: { container: { image: 'example.com/a:main' } } },
  { rule: 'resources-required', why: 'an empty mapping', is: {}, change: { container: { resources: { requests: {}, limits: {} } } } },
  { rule: 'service-account', why: 'the default, written', is: {}, change: { pod: { serviceAccountName: 'default' } } },
  { rule: 'namespace-explicit', why: 'the default, written', is: {}, change: { metadata: { namespace: 'default' } } },
  { rule: 'ttl-required', why: 'null is what it is without', is: {}, change: { job: { ttlSecondsAfterFinished: null } } },
  { rule: 'literal-secret', why: 'a password in an option', is: { container: { env: [{ name: 'DB_PASSWORD', value: 'aQ3zU8rT2w' }] } }, change: { container: { env: [], command: ['/app/run', '--password=aQ3zU8rT2w'] } } },
  { rule: 'ttl-under-gitops', why: 'force acts on fields that changed', is: { metadata: { labels: { 'kustomize.toolkit.fluxcd.io/name': 'a' } }, job: { ttlSecondsAfterFinished: 600 } }, change: { metadata: { annotations: { 'kustomize.toolkit.fluxcd.io/force': 'enabled' } } } }
]

const table = cases.map((each) => [`${each.rule}: ${each.why}`, each] as const)

test.each(table)('%s', (_, { rule, is, change }) => {
  const wanted = rule.split('|')
  const reports = (parts: Parts) => reported(parts).some((id) => wanted.includes(id))
  expect(reports(is), 'before').toBe(true)
  expect(reports(merged(is, change)), 'after').toBe(true)
})

function reported({ cron, metadata, job, pod, container, beside = [] }: Parts): string[] {
  const work = { name: 'a', image: 'example.com/a:1.4.2', command: ['/app/run'], ...container }
  const template = { spec: { restartPolicy: 'Never', ...pod, containers: [work, ...beside] } }
  const spec = { ...job, template }
  const kind = cron === undefined ? 'Job' : 'CronJob'
  const whole = cron === undefined ? spec : { ...cron, jobTemplate: { spec } }
  const text = JSON.stringify({
    apiVersion: 'batch/v1',
    kind,
    metadata: { name: 'a', ...metadata },
    spec: whole
  })
  const { findings, crashes } = lint(
    { path: 'a.yaml', text },
    settingsFor('a.yaml', { profile: 'strict' }, rules)
  )
  expect(crashes).toEqual([])
  return findings.filter(isActive).map(({ ruleId }) => ruleId)
}

function merged(is: Parts, change: Parts): Parts {
  const keys = ['metadata', 'job', 'pod', 'container'] as const
  const parts = keys.map((key) => [key, { ...is[key], ...change[key] }])
  return { ...is, ...change, ...Object.fromEntries(parts) }
}
