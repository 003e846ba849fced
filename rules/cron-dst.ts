import { timingOf } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'

export default defineRule({
  id: 'cron-dst',
  summary: 'Choose a time that clock changes leave alone.',
  rationale: `In a zone with summer time the clocks skip an hour in spring and repeat one in autumn. A run in the skipped hour does not come that
day: it is neither moved nor made up for. A run in the repeated hour comes twice, an hour apart, as two Jobs; Forbid does not
help once the first has ended. Schedules that run every hour simply go on.`,
  whenNot: `It stays quiet without a timeZone, where the zone keeps its clocks for the next year, and on suspended CronJobs. Turn it off for
tasks that bear a missing or a second run.`,
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
          schedule: "@daily"
          timeZone: Asia/Dubai
          jobTemplate:
            spec:
              activeDeadlineSeconds: 240
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
          schedule: "30 1 * * *"
          timeZone: Etc/UTC
          jobTemplate:
            spec:
              activeDeadlineSeconds: 240
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - name: report
                      image: example.com/report:1.4.2
      `
    },
    {
      title: 'Hourly runs go on evenly',
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
      ...(lost ? [`the run of ${lost.wall} is lost, as clocks skip that hour`] : []),
      ...(repeated ? [`a run comes twice by ${repeated.wall}, as they repeat it`] : [])
    ]
    if (effects.length === 0) return
    yield {
      at: timing.at,
      message: `In ${zone.text} ${effects.join('; ')}. Choose an hour in which the clocks do not change, or timeZone: Etc/UTC.`,
      related: [{ at: zone, message: 'The clocks of this zone change.' }]
    }
  }
})
