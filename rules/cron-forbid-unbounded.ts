import { deadlineGuess, mayBeSuspended, writtenTiming } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { writing } from '../src/core/rule-kit/index.ts'
import { frequency, neverRuns } from '../src/kubernetes/cron/index.ts'

export default defineRule({
  id: 'cron-forbid-unbounded',
  summary: 'Set a deadline where one hung run would block all later runs.',
  rationale: `With \`concurrencyPolicy: Forbid\` no run starts while a Job of the CronJob is active. A Pod that hangs,
stays Pending or cannot pull its image never counts as failed, so without activeDeadlineSeconds its Job stays active
forever and every later run is skipped. The only trace is an event that is gone an hour later. A deadline ends the
hung Job and lets the next run start.`,
  whenNot: `It stays quiet on suspended CronJobs, and on patches and fragments. Where the Pod has an
activeDeadlineSeconds of its own, which does not end a Pod that stays Pending, \`pod-deadline\` reports it. Where this
rule reports a CronJob, \`deadline-required\` does not.`,
  category: 'cron',
  severity: { recommended: 'error', strict: 'error' },
  kinds: ['CronJob'],
  fixes: ['unsafe'],
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#concurrency-policy',
    'https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup'
  ],
  since: '0.1.0',
  examples: [
    {
      title: 'One hung Pod, and nothing runs anymore',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "*/5 * * * *"
          concurrencyPolicy: Forbid
          jobTemplate:
            spec:
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
          concurrencyPolicy: Forbid
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
      title: 'A start deadline does not help: the hung Job is still active',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "0 3 * * *"
          concurrencyPolicy: Forbid
          startingDeadlineSeconds: 600
          jobTemplate:
            spec:
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
          concurrencyPolicy: Forbid
          startingDeadlineSeconds: 600
          jobTemplate:
            spec:
              activeDeadlineSeconds: 3600
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
      title: 'Replace ends the hung run',
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "*/5 * * * *"
          concurrencyPolicy: Replace
          jobTemplate:
            spec:
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - name: report
                      image: example.com/report:1.4.2
      `
    },
    {
      title: 'Suspended: there are no runs to block',
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "*/5 * * * *"
          concurrencyPolicy: Forbid
          suspend: true
          jobTemplate:
            spec:
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - name: report
                      image: example.com/report:1.4.2
      `
    },
    {
      title: 'A patch leaves the deadline to its base',
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "*/5 * * * *"
          concurrencyPolicy: Forbid
      `
    }
  ],

  *check(resource) {
    const { spec, jobSpec, podSpec, isPartial } = resource
    const policy = spec.at('concurrencyPolicy')
    const deadline = jobSpec?.at('activeDeadlineSeconds')
    if (!deadline || deadline.exists || podSpec.at('activeDeadlineSeconds').exists) return
    if (policy.value !== 'Forbid' || isPartial || mayBeSuspended(resource)) return
    const timing = writtenTiming(resource)
    if (timing && neverRuns(timing.schedule)) return
    const lost = timing ? `every later run (${frequency(timing.schedule)})` : 'all later runs'
    const seconds = deadlineGuess(resource)
    yield {
      at: deadline,
      message: `With Forbid and no deadline, one Pod that hangs or cannot pull its image silently blocks ${lost}. Set jobTemplate.spec.activeDeadlineSeconds.`,
      ...(seconds !== undefined && { fix: writing(deadline, seconds, 'ttlSecondsAfterFinished') }),
      related: [
        { at: policy, message: 'No run starts while a Job is active.' },
        ...(timing ? [{ at: timing.at, message: `This schedules ${frequency(timing.schedule)}.` }] : [])
      ]
    }
  }
})
