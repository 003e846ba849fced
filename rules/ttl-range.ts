import type { Field } from '../src/core/document/index.ts'
import { isMadeAgain, type Resource, timingOf } from '../src/core/manifest/index.ts'
import { defineRule, type Report, yaml } from '../src/core/rule/index.ts'
import { leastTtl, writing } from '../src/core/rule-kit/index.ts'
import { shortestGap } from '../src/kubernetes/cron/index.ts'
import { duration } from '../src/text/index.ts'

export default defineRule({
  id: 'ttl-range',
  summary: 'Keep ttlSecondsAfterFinished long enough to debug and short enough to clean up.',
  rationale: `With a TTL of a few seconds a failed Job is gone, with its Pods, exit codes and logs, before anyone has
looked; a TTL of many days is as good as none. Where logs are collected outside the cluster (\`logs: external\` in the
configuration) a short TTL does less harm, and the lower bound is 60 seconds. With \`logs: pods\` they are gone with the
Pods, and the lower bound is an hour, or four for work that must not simply be retried.

A CronJob cleans up by its history limits. A TTL in its jobTemplate that is much shorter than the time between runs
deletes each Job before they count: in the morning nobody can see why the run of the night failed.`,
  whenNot: `It checks only a TTL that is set. \`ttl-required\` reports a missing one, \`hook-ttl\` a TTL under a
minute on a hook, and \`ttl-under-gitops\` any TTL on a Job that Argo CD or Flux keeps. In a CronJob a long TTL is left
alone, since the history limits clean up. It stays quiet on Jobs that a queue, an owner or another controller manages.`,
  category: 'lifecycle',
  severity: { recommended: 'warning', strict: 'warning' },
  kinds: ['CronJob', 'Job'],
  fixes: ['unsafe'],
  options: {
    min: {
      type: 'integer',
      minimum: 0,
      default: 300,
      description:
        'The shortest TTL in seconds. With `logs: external` in the configuration it is never more than 60, with `logs: pods` never less than 3600.'
    },
    max: { type: 'integer', minimum: 0, default: 86400, description: 'The longest TTL in seconds.' }
  },
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/'],
  since: '0.1.0',
  examples: [
    {
      title: 'Gone before anyone looks',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          ttlSecondsAfterFinished: 0
          activeDeadlineSeconds: 1800
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          ttlSecondsAfterFinished: 300
          activeDeadlineSeconds: 1800
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `
    },
    {
      title: 'A month is too long',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          ttlSecondsAfterFinished: 2592000
          activeDeadlineSeconds: 1800
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          ttlSecondsAfterFinished: 86400
          activeDeadlineSeconds: 1800
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `
    },
    {
      title: 'Gone long before the history limits count',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: export
        spec:
          schedule: "15 4 * * *"
          concurrencyPolicy: Forbid
          jobTemplate:
            spec:
              ttlSecondsAfterFinished: 3600
              activeDeadlineSeconds: 1800
              backoffLimit: 2
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - name: export
                      image: example.com/export:2.3.0
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: export
        spec:
          schedule: "15 4 * * *"
          concurrencyPolicy: Forbid
          jobTemplate:
            spec:
              activeDeadlineSeconds: 1800
              backoffLimit: 2
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - name: export
                      image: example.com/export:2.3.0
      `
    },
    {
      title: 'The TTL keeps more runs than the history limits do',
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: export
        spec:
          schedule: "*/10 * * * *"
          concurrencyPolicy: Forbid
          jobTemplate:
            spec:
              ttlSecondsAfterFinished: 3600
              activeDeadlineSeconds: 480
              backoffLimit: 2
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - name: export
                      image: example.com/export:2.3.0
      `
    },
    {
      title: 'A hook has to stay for a minute anyway, so this has no fix',
      options: { min: 0, max: 30 },
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: export
          annotations:
            argocd.argoproj.io/hook: PostSync
        spec:
          ttlSecondsAfterFinished: 60
          activeDeadlineSeconds: 1800
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `
    },
    {
      title: 'A week is allowed here',
      options: { max: 604800 },
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          ttlSecondsAfterFinished: 604800
          activeDeadlineSeconds: 1800
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `
    }
  ],

  *check(resource, { options, logs }) {
    const { kind, jobSpec, delivery, managedBy } = resource
    const ttl = jobSpec?.at('ttlSecondsAfterFinished')
    const seconds = ttl?.integer
    if (ttl === undefined || seconds === undefined || seconds < 0 || managedBy !== undefined) return
    if (kind === 'Job' && (isMadeAgain(delivery) || (delivery.isHook && seconds < 60))) return
    const min = leastTtl(resource, logs, options.min)
    if (seconds < min) {
      const gone = seconds === 0 ? 'immediately' : `after ${duration(seconds)}`
      yield {
        at: ttl,
        message: `With ttlSecondsAfterFinished ${seconds} the Job, its Pods and their logs are gone ${gone}, before anyone can see why it failed. Keep them for ${duration(min)} or more.`,
        fix: writing(ttl, min)
      }
    } else if (kind === 'CronJob') yield* withoutHistory(resource, ttl, seconds)
    else if (seconds > options.max) {
      yield {
        at: ttl,
        message: `A TTL of ${seconds} keeps this Job and its Pods for ${duration(seconds)} after it ends; the limit is ${duration(options.max)}. Write ${options.max} or less.`,
        ...((!delivery.isHook || options.max >= 60) && { fix: writing(ttl, options.max) })
      }
    }
  }
})

/** A TTL that deletes the Jobs of a CronJob between its runs, or most of those that a written limit would keep. */
function* withoutHistory(resource: Resource, ttl: Field, seconds: number): Generator<Report> {
  const timing = timingOf(resource)
  const gap = timing && shortestGap(timing.schedule)
  if (gap === undefined) return
  const limits = historyLimits.map((key) => resource.spec.at(key))
  const [most = 0] = limits.map(({ integer = 0 }) => integer).sort((a, b) => b - a)
  if (seconds >= gap && seconds * 2 >= gap * most) return
  if (limits.every(({ value }) => value === 0)) return
  const what =
    seconds < gap
      ? 'before the next run comes, so the history limits never count and a failed run leaves no trace'
      : `long before the history limit of ${most} counts`
  yield {
    at: ttl,
    severity: 'info',
    message: `This TTL deletes each Job ${duration(seconds)} after it ends, ${what}. Remove it: a CronJob cleans up by its history limits.`,
    fix: { title: 'Remove ttlSecondsAfterFinished', safety: 'unsafe', changes: [{ remove: ttl }] },
    related: timing ? [{ at: timing.at, message: `Runs are ${duration(gap)} apart or more.` }] : []
  }
}

const historyLimits = ['successfulJobsHistoryLimit', 'failedJobsHistoryLimit']
