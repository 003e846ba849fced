import { writtenTiming } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { frequency, neverRuns } from '../src/kubernetes/cron/index.ts'

export default defineRule({
  id: 'cron-suspended',
  summary: 'Point out CronJobs that are suspended.',
  rationale: `A CronJob with \`suspend: true\` runs only when someone starts it
(\`kubectl create job --from=cronjob/…\`). That may be intended, as a button; or somebody stopped it one night and
committed that. Runs that come due in the meantime count as missed: when the CronJob is resumed, the latest one starts
immediately, unless startingDeadlineSeconds excludes it. While it is suspended, other rules about schedules report
nothing.`,
  whenNot: `It stays quiet on CronJobs that an owner or another controller manages, and on objects that were read from
a cluster. Turn it off where CronJobs are kept as buttons.`,
  category: 'cron',
  severity: { recommended: 'info', strict: 'info' },
  kinds: ['CronJob'],
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-suspension'],
  since: '0.1.0',
  examples: [
    {
      title: 'Stopped, and committed',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "0 3 * * *"
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
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "0 3 * * *"
          suspend: false
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
      title: 'A button',
      bad: yaml`
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
    },
    {
      title: 'Filled in later',
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "0 3 * * *"
          suspend: \${SUSPEND}
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
    const { spec, managedBy } = resource
    const suspend = spec.at('suspend')
    if (suspend.boolean !== true || managedBy !== undefined) return
    const timing = writtenTiming(resource)
    const comes = timing !== undefined && !neverRuns(timing.schedule)
    const often = comes ? ` (${frequency(timing.schedule)})` : ''
    const isMadeUpFor = comes && !spec.at('startingDeadlineSeconds').exists
    const later = isMadeUpFor ? ' Once resumed, it makes up for the latest missed run immediately.' : ''
    yield {
      at: suspend,
      message: `This CronJob is suspended: its schedule${often} starts nothing, and it runs only with kubectl create job --from.${later} Remove suspend, or disable this rule here and say why.`
    }
  }
})
