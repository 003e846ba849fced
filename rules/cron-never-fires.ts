import { mayBeSuspended, writtenTiming } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { type CronSchedule, neverRuns } from '../src/kubernetes/cron/index.ts'

export default defineRule({
  id: 'cron-never-fires',
  summary: 'Do not write a schedule that matches no date.',
  rationale: `The API server checks only that a schedule can be parsed. \`0 0 31 2 *\` can be: it asks for February
31. The controller records an InvalidSchedule event and does not look at the CronJob again until it is edited; no run
starts and nothing fails.`,
  whenNot: `It stays quiet on suspended CronJobs: with \`suspend: true\` such a date makes the CronJob a button,
pressed with \`kubectl create job --from=cronjob/…\`.`,
  category: 'cron',
  severity: { recommended: 'error', strict: 'error' },
  kinds: ['CronJob'],
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax'],
  since: '0.1.0',
  examples: [
    {
      title: 'February 31',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "0 0 31 2 *"
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
          schedule: "0 0 28 2 *"
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
      title: 'Day 31 of months that have 30 days',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "0 6 31 4,6,9,11 *"
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
          schedule: "0 6 30 4,6,9,11 *"
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
      title: 'A button, pressed by hand',
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "0 0 31 2 *"
          suspend: true
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
    const timing = writtenTiming(resource)
    if (!timing || mayBeSuspended(resource) || !neverRuns(timing.schedule)) return
    yield {
      insteadOf: 'never-runs',
      at: timing.at,
      message: `Schedule "${timing.text}" never fires: ${reason(timing.schedule)}, so no run ever starts and nothing fails. Correct it, or write suspend: true if the CronJob is only started by hand.`
    }
  }
})

function reason(schedule: CronSchedule): string {
  const { month, dayOfMonth } = schedule.kind === 'fields' ? schedule : {}
  if (!month?.values.size || !dayOfMonth?.values.size) return 'one of its fields matches no number'
  return `no month in "${month.text}" has a day in "${dayOfMonth.text}"`
}
