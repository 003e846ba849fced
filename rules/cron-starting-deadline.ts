import { mayBeSuspended } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'

export default defineRule({
  id: 'cron-starting-deadline',
  summary: 'Give runs at least a moment to start.',
  rationale: `The controller starts a run a tenth of a second after its scheduled time, at the earliest. With
\`startingDeadlineSeconds: 0\` that is already too late: every run is missed, and no Job is ever created. Small values
such as 5 do work, and so does leaving the field out. The claims that values under 10 never run, and that a hundred
missed runs stop a CronJob for good, come from a controller that Kubernetes no longer has.`,
  whenNot: `It stays quiet on suspended CronJobs and on every value other than 0.`,
  category: 'cron',
  severity: { recommended: 'error', strict: 'error' },
  kinds: ['CronJob'],
  fixes: ['unsafe'],
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#starting-deadline'],
  since: '0.1.0',
  examples: [
    {
      title: 'Always too late',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "*/5 * * * *"
          startingDeadlineSeconds: 0
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
      title: 'Five seconds are enough',
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "*/5 * * * *"
          startingDeadlineSeconds: 5
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
      title: 'Leaving it out is fine',
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "*/5 * * * *"
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

  *check(resource) {
    const deadline = resource.spec.at('startingDeadlineSeconds')
    if (deadline.value !== 0 || mayBeSuspended(resource)) return
    yield {
      at: deadline,
      message:
        'With startingDeadlineSeconds 0 every run counts as late and none starts: the controller always acts a moment after the scheduled time. Remove it, or write how many seconds late a run may start.',
      fix: { title: 'Remove startingDeadlineSeconds', safety: 'unsafe', changes: [{ remove: deadline }] }
    }
  }
})
