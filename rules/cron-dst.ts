import { timingOf } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'

export default defineRule({
  id: 'cron-dst',
  summary: 'Schedule runs at a time that clock changes do not affect.',
  rationale: `In a time zone with daylight saving time the clocks skip an hour in spring and repeat one in the fall. A
run in the skipped hour does not happen that day: it is neither moved nor made up for. A run in the repeated hour
happens twice, an hour apart, as two Jobs; Forbid does not help once the first has ended. Schedules that run every
hour simply continue.`,
  whenNot: `It stays quiet without a timeZone, where the zone does not change its clocks during the next year, and on
suspended CronJobs. Turn it off for tasks that tolerate a missing or a second run.`,
  category: 'cron',
  severity: { recommended: 'info', strict: 'warning' },
  kinds: ['CronJob'],
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#time-zones',
    'https://pkg.go.dev/github.com/robfig/cron/v3#hdr-Time_zones'
  ],
  since: '0.1.0',
  examples: [
    {
      title: 'Half past two in Berlin',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "30 2 * * *"
          timeZone: Europe/Berlin
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
          schedule: "30 4 * * *"
          timeZone: Europe/Berlin
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
      title: 'Midnight in Beirut',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "@daily"
          timeZone: Asia/Beirut
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
          timeZone: Asia/Beirut
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
      title: 'Twice in New York',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "30 1 * * *"
          timeZone: America/New_York
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
          schedule: "30 3 * * *"
          timeZone: America/New_York
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
      title: 'Hourly runs are not affected',
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "*/20 * * * *"
          timeZone: Europe/Berlin
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
      title: 'Suspended',
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "30 2 * * *"
          timeZone: Europe/Berlin
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

  *check(resource, { calendar }) {
    const zone = resource.spec.at('timeZone')
    const timing = timingOf(resource)
    if (!timing || zone.text === undefined) return
    const { lost, repeated } = calendar.dstEffect(timing.schedule, zone.text)
    const effects = [
      ...(lost ? [`skip the run of ${lost.wall}`] : []),
      ...(repeated ? [`repeat ${lost ? 'that' : 'the run'} of ${repeated.wall}`] : [])
    ]
    if (effects.length === 0) return
    yield {
      at: timing.at,
      message: `Clock changes in ${zone.text} ${effects.join(' and ')}. Choose an hour in which the clocks do not change, or timeZone: Etc/UTC.`,
      related: [{ at: zone, message: 'The clocks change in this time zone.' }]
    }
  }
})
