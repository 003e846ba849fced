import { timingOf } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { writing } from '../src/core/rule-kit/index.ts'
import { frequency, minuteStar } from '../src/kubernetes/cron/index.ts'

export default defineRule({
  id: 'cron-minute-star',
  summary: 'Set the minute of a run that is meant to happen once an hour.',
  rationale: `A star in the minute field means every minute. \`* 3 * * *\` does not run at three o’clock: it runs
sixty times, from 3:00 to 3:59. Anyone who restricts the hour usually means one run in it.`,
  whenNot: `It stays quiet on suspended CronJobs. If every minute of some hours is intended, write \`0-59\`, which the
rule accepts.`,
  category: 'cron',
  severity: { recommended: 'warning', strict: 'warning' },
  kinds: ['CronJob'],
  fixes: ['unsafe'],
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax'],
  since: '0.1.0',
  examples: [
    {
      title: 'Sixty runs a night',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "* 3 * * *"
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
      title: 'Sixty runs every third hour',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "* */3 * * *"
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
          schedule: "0 */3 * * *"
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
      title: 'Every minute, explicitly',
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "0-59 8-17 * * *"
          jobTemplate:
            spec:
              activeDeadlineSeconds: 25
              backoffLimit: 1
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - name: report
                      image: example.com/report:1.4.2
      `
    },
    {
      title: 'Every minute of every hour',
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "* * * * 1-5"
          jobTemplate:
            spec:
              activeDeadlineSeconds: 25
              backoffLimit: 1
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - name: report
                      image: example.com/report:1.4.2
      `
    },
    {
      title: 'Suspended',
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "* 3 * * *"
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
    const timing = timingOf(resource)
    if (!timing || !minuteStar(timing.schedule)) return
    const { at, text, schedule } = timing
    const hour = schedule.hour.text
    yield {
      at,
      message: `Schedule "${text}" runs every minute of its hours (${frequency(schedule)}). Write "0 ${hour} …" for one run an hour, or "0-59 ${hour} …" if every minute is intended.`,
      fix: writing(at, text.replace(/\S+/, '0'))
    }
  }
})
