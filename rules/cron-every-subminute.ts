import { timingOf } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { everySeconds } from '../src/kubernetes/cron/index.ts'

export default defineRule({
  id: 'cron-every-subminute',
  summary: 'Run at most once a minute.',
  rationale: `The Jobs of a CronJob are named after the minute of their run. Two runs of \`@every 30s\` in one minute
would get the same name; the second is mistaken for the first and never created. What looks like 120 runs an hour is
60, and not evenly spaced.`,
  whenNot: `It stays quiet on suspended CronJobs and on intervals of a minute or more.`,
  category: 'cron',
  severity: { recommended: 'warning', strict: 'warning' },
  kinds: ['CronJob'],
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax'],
  since: '0.1.0',
  examples: [
    {
      title: 'Every second run is lost',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "@every 30s"
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
          schedule: "* * * * *"
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
      title: 'Under a minute, written in milliseconds',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "@every 1500ms"
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
      title: 'A minute and a half',
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "@every 90s"
          jobTemplate:
            spec:
              activeDeadlineSeconds: 50
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
    const seconds = timing && everySeconds(timing.schedule)
    if (!timing || seconds === undefined || seconds >= 60) return
    const asked = Math.round(3600 / seconds)
    yield {
      at: timing.at,
      message: `Schedule "${timing.text}" asks for ${asked} runs an hour, but Jobs are named after their minute, so only 60 remain. Write "* * * * *", and loop inside the task if it must run more often.`
    }
  }
})
