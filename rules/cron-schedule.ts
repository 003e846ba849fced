import { defineRule, yaml } from '../src/core/rule.ts'
import { reportsOf } from '../src/core/validity.ts'

export default defineRule({
  id: 'cron-schedule',
  summary: 'Write schedules that the API server can parse.',
  rationale: `A CronJob takes the five fields of classic cron, or a descriptor such as \`@daily\`; not seconds, not \`L\`, \`W\` or \`#\`, no 7
for Sunday, no range that wraps around midnight, no \`@reboot\`, and no \`TZ=\`: the zone has a field of its own.`,
  whenNot: `It stays quiet on schedules that are filled in later, and where a patch leaves the schedule to its base.`,
  category: 'validity',
  severity: { recommended: 'error', strict: 'error' },
  kinds: ['CronJob'],
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax'],
  since: '0.1.0',
  examples: [
    {
      title: 'There is no minute 61',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "61 3 * * *"
          jobTemplate:
            spec:
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
          schedule: "1 3 * * *"
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
      title: 'Sunday is 0',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "0 3 * * 7"
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
      title: 'The zone has its own field',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "TZ=Europe/Berlin 0 3 * * *"
          jobTemplate:
            spec:
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
          timeZone: Europe/Berlin
          jobTemplate:
            spec:
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
    const { refused } = resource.validity()
    yield* reportsOf(
      resource,
      refused.filter(({ id }) => /^C[1-3]$/.test(id))
    )
  }
})
