import { timingOf } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { unevenSteps } from '../src/kubernetes/cron/index.ts'

export default defineRule({
  id: 'cron-uneven-step',
  summary: 'Choose a step that divides its field evenly.',
  rationale: `A step starts over at the beginning of each hour, day, month or year. \`*/40\` in the minute field is
not every forty minutes: it is 0 and 40 of every hour, forty minutes apart and then twenty. A step that divides its
field (60 minutes, 24 hours, 12 months) comes out even; for days of the month and of the week, no step always does.`,
  whenNot: `It stays quiet on suspended CronJobs, and where the schedule does not continue into the next round:
\`*/40 8 * * *\` has no uneven gap.`,
  category: 'cron',
  severity: { recommended: 'info', strict: 'warning' },
  kinds: ['CronJob'],
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax'],
  since: '0.1.0',
  examples: [
    {
      title: 'Forty minutes, then twenty',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "*/40 * * * *"
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
          schedule: "*/30 * * * *"
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
      title: 'Five hours, then four',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "0 */5 * * *"
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
          schedule: "0 */6 * * *"
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
      title: 'The 31st, then the 1st',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "0 4 */2 * *"
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
      title: 'A step that is never taken',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "*/90 * * * *"
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
      title: 'Only one hour of the day',
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "*/40 8 * * *"
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
      title: 'Even steps',
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "3-59/15 */8 * */3 *"
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
    if (!timing) return
    for (const { field, text, step, values, lastGap } of unevenSteps(timing.schedule)) {
      const [size, unit] = rounds[field]
      const even = evenSteps(step, size)
      const advice =
        even.length > 0
          ? `Write a step that divides ${size}, such as */${even.join(' or */')}.`
          : 'List the values if that matters.'
      const message =
        values.length === 1
          ? `${capital(field)} "${text}" matches only ${values[0]}: runs are ${lastGap} ${unit} apart, not ${step}. ${advice}`
          : `${capital(field)} "${text}" is uneven: runs at ${list(values)} are ${step} ${unit} apart, but the next one follows after ${lastGap}. ${advice}`
      yield { at: timing.at, message }
    }
  }
})

/** How many numbers a field has where every round has as many and some step divides them; and what they count. */
const rounds = {
  minute: [60, 'minutes'],
  hour: [24, 'hours'],
  'day of month': [0, 'days'],
  month: [12, 'months'],
  'day of week': [0, 'days']
} as const

/** The next smaller and the next larger step that divide the field. */
function evenSteps(step: number, size: number): number[] {
  const even = Array.from({ length: size / 2 }, (_, index) => index + 1).filter((each) => size % each === 0)
  return [even.findLast((each) => each < step), even.find((each) => each > step)].filter(
    (each) => each !== undefined
  )
}

function list(values: readonly number[]): string {
  const [first, second] = values
  return values.length > 4 ? `${first}, ${second}, … ${values.at(-1)}` : values.join(', ')
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
