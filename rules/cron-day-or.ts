import { timingOf } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { dayFieldsOr, daysAYear } from '../src/kubernetes/cron/index.ts'

export default defineRule({
  id: 'cron-day-or',
  summary: 'Restrict the day of month or the day of week, not both.',
  rationale: `When both day fields are restricted, cron runs on the days that match *either*. \`0 0 13 * 5\` is not
Friday the 13th: it is every Friday and every 13th. In Kubernetes only a bare \`*\`, \`?\` or \`*/1\` leaves a field
unrestricted; unlike in some other crons, \`*/2\` and \`1-31\` restrict it, so \`0 0 1-31 * 1\` runs daily. For days
that match both, restrict one field and test the other in the command.`,
  whenNot: `It stays quiet on suspended CronJobs and where one of the fields is a bare star.`,
  category: 'cron',
  severity: { recommended: 'warning', strict: 'warning' },
  kinds: ['CronJob'],
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax',
    'https://pkg.go.dev/github.com/robfig/cron/v3#hdr-CRON_Expression_Format'
  ],
  since: '0.1.0',
  examples: [
    {
      title: 'Not Friday the 13th',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "0 0 13 * 5"
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
          schedule: "0 0 13 * *"
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
                      command: ["sh", "-c", '[ "$(date +%u)" = 5 ] || exit 0; exec /app/report']
      `
    },
    {
      title: 'Not the first Monday of the month',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "0 6 1-7 * MON"
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
          schedule: "0 6 * * MON"
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
                      command: ["sh", "-c", '[ "$(date +%d)" -le 7 ] || exit 0; exec /app/report']
      `
    },
    {
      title: 'A stepped star is restricted too',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "0 0 */2 * 1"
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
          schedule: "0 0 * * 1"
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
      title: 'A question mark and a step of 1 are not',
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "0 0 ? * 1-5"
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
        ---
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: audit
        spec:
          schedule: "0 0 */1 * 1-5"
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
    if (!timing || !dayFieldsOr(timing.schedule)) return
    const { dayOfMonth, dayOfWeek } = timing.schedule
    const { either, both } = daysAYear(timing.schedule)
    const stepped = [dayOfMonth, dayOfWeek].find(({ text }) => text.startsWith('*'))
    const why = stepped ? ` ("${stepped.text}" counts as restricted)` : ''
    yield {
      at: timing.at,
      message: `Day of month "${dayOfMonth.text}" and day of week "${dayOfWeek.text}" are both restricted${why}: it runs when either matches (${daysIn(either)} a year), not only when both do (${daysIn(both)}). Set one of them to "*" and test the other in the command.`
    }
  }
})

function daysIn(number: number): string {
  return `${number} ${number === 1 ? 'day' : 'days'}`
}
