import type { Field } from '../src/core/document/index.ts'
import type { Fix } from '../src/core/fix/index.ts'
import { mayBeSuspended, timingOf } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { writing } from '../src/core/rule-kit/index.ts'
import { shortestGap } from '../src/kubernetes/cron/index.ts'

export default defineRule({
  id: 'cron-history-limits',
  summary: 'Keep some failed Jobs, but not too many Jobs overall.',
  rationale: `A CronJob deletes its finished Jobs, with their Pods and logs, beyond successfulJobsHistoryLimit (3 by
default) and failedJobsHistoryLimit (1 by default). With \`failedJobsHistoryLimit: 0\` a failed run is gone before
anyone has seen why. With limits of 50 every CronJob leaves a trail of dead Pods, which take up disk space on
their nodes and room in etcd.`,
  whenNot: `It stays quiet on suspended CronJobs, where no limit is written, and where ttlSecondsAfterFinished
deletes the Jobs before that many can accumulate.`,
  category: 'cron',
  severity: { recommended: 'warning', strict: 'warning' },
  kinds: ['CronJob'],
  fixes: ['unsafe'],
  options: {
    max: {
      type: 'integer',
      minimum: 0,
      default: 20,
      description: 'The maximum number of finished Jobs to keep, both limits together.'
    }
  },
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#jobs-history-limits'],
  since: '0.1.0',
  examples: [
    {
      title: 'The evidence is deleted immediately',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "0 3 * * *"
          failedJobsHistoryLimit: 0
          jobTemplate:
            spec:
              activeDeadlineSeconds: 240
              backoffLimit: 2
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - name: report
                      image: example.com/report:1.4.2
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "0 3 * * *"
          failedJobsHistoryLimit: 1
          jobTemplate:
            spec:
              activeDeadlineSeconds: 240
              backoffLimit: 2
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - name: report
                      image: example.com/report:1.4.2
      `
    },
    {
      title: 'Fifty dead Pods',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "*/5 * * * *"
          successfulJobsHistoryLimit: 50
          jobTemplate:
            spec:
              activeDeadlineSeconds: 240
              backoffLimit: 2
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - name: report
                      image: example.com/report:1.4.2
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "*/5 * * * *"
          successfulJobsHistoryLimit: 20
          jobTemplate:
            spec:
              activeDeadlineSeconds: 240
              backoffLimit: 2
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - name: report
                      image: example.com/report:1.4.2
      `
    },
    {
      title: 'Both limits count',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "*/5 * * * *"
          successfulJobsHistoryLimit: 15
          failedJobsHistoryLimit: 15
          jobTemplate:
            spec:
              activeDeadlineSeconds: 240
              backoffLimit: 2
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - name: report
                      image: example.com/report:1.4.2
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "*/5 * * * *"
          successfulJobsHistoryLimit: 10
          failedJobsHistoryLimit: 10
          jobTemplate:
            spec:
              activeDeadlineSeconds: 240
              backoffLimit: 2
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - name: report
                      image: example.com/report:1.4.2
      `
    },
    {
      title: 'The default for failed Jobs, and no successful ones',
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "0 3 * * *"
          successfulJobsHistoryLimit: 0
          jobTemplate:
            spec:
              activeDeadlineSeconds: 240
              backoffLimit: 2
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - name: report
                      image: example.com/report:1.4.2
      `
    },
    {
      title: 'Thirty are allowed here',
      options: { max: 30 },
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "0 3 * * *"
          successfulJobsHistoryLimit: 30
          jobTemplate:
            spec:
              activeDeadlineSeconds: 240
              backoffLimit: 2
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - name: report
                      image: example.com/report:1.4.2
      `
    }
  ],

  *check(resource, { options }) {
    if (mayBeSuspended(resource)) return
    const { spec, jobSpec, isPartial } = resource
    const succeeded = spec.at('successfulJobsHistoryLimit')
    const failed = spec.at('failedJobsHistoryLimit')
    if (failed.value === 0) {
      yield {
        at: failed,
        message:
          'With failedJobsHistoryLimit 0 a failed Job is deleted immediately with its Pods and logs, before anyone can see why it failed. Write 1 or more.',
        fix: writing(failed, 1)
      }
    }
    const limits = [succeeded, failed].filter(({ integer = 0 }) => integer > 0)
    const [first, second] = limits.sort((a, b) => (b.integer ?? 0) - (a.integer ?? 0))
    const sum = (first?.integer ?? 0) + (second?.integer ?? 0)
    if (!first || sum <= options.max) return
    const timing = timingOf(resource)
    const gap = timing && shortestGap(timing.schedule)
    const ttl = jobSpec?.at('ttlSecondsAfterFinished').integer ?? Number.POSITIVE_INFINITY
    if (Math.ceil(ttl / (gap ?? 1)) <= options.max) return
    const defaults = (succeeded.exists || isPartial ? 0 : 3) + (failed.exists || isPartial ? 0 : 1)
    const fix = lowered(first, second, options.max)
    yield {
      at: first,
      message: `This keeps up to ${sum + defaults} finished Jobs with their Pods, more than ${options.max}: they take up disk space on their nodes and room in etcd. Write a smaller limit, and keep logs outside the cluster.`,
      ...(fix && { fix }),
      related: second ? [{ at: second, message: `This limit keeps ${second.integer} of them.` }] : []
    }
  }
})

/** The larger limit lowered to what the other leaves; both halved where it leaves less than half. */
function lowered(first: Field, second: Field | undefined, max: number): Fix<Field> | undefined {
  const other = second?.integer ?? 0
  const half = Math.floor(max / 2)
  if (second === undefined || other <= half) return max > 0 ? writing(first, max - other) : undefined
  const changes = [first, second].map((limit) => ({ set: limit, to: half }))
  return half > 0 ? { title: `Write ${half} for both limits`, safety: 'unsafe', changes } : undefined
}
