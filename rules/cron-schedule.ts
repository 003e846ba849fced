import type { Field } from '../src/core/document/index.ts'
import type { Fix } from '../src/core/fix/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { reportsOf } from '../src/core/rule-kit/index.ts'
import { isTimeZone, parseCron } from '../src/kubernetes/cron/index.ts'
import { printable } from '../src/text/index.ts'

export default defineRule({
  id: 'cron-schedule',
  summary: 'Write schedules that the API server can parse.',
  rationale: `A CronJob accepts the five fields of classic cron, or a descriptor such as \`@daily\`. It does not
accept seconds, \`L\`, \`W\` or \`#\`, 7 for Sunday, a range that wraps around midnight, \`@reboot\`, or \`TZ=\`: the
time zone has a field of its own.`,
  whenNot: `It stays quiet on schedules that are filled in later, and where a patch leaves the schedule to its base.`,
  category: 'validity',
  severity: { recommended: 'error', strict: 'error' },
  kinds: ['CronJob'],
  fixes: ['safe', 'unsafe'],
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
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "0 3 * * 0"
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
      title: 'The last hour of the day is 23',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "0 24 * * *"
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
          schedule: "0 0 * * *"
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
      title: 'The time zone has its own field',
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
      refused.filter(({ id }) => /^C[1-3]$/.test(id)),
      (at) => fixOf(at, resource.spec.at('timeZone'))
    )
  }
})

function fixOf(at: Field, zone: Field): Fix<Field> | undefined {
  const { text } = at
  if (text === undefined) return undefined
  const read = parseCron(text)
  if (read.kind !== 'fault') return undefined
  if (read.timeZone !== undefined) return outOfSchedule(at, zone, read.timeZone)
  const { suggestion: to } = read
  if (to === undefined) return undefined
  const safety = meansTheSame(text, to) ? 'safe' : 'unsafe'
  return { title: `Write schedule: "${printable(to)}"`, safety, changes: [{ set: at, to }] }
}

function outOfSchedule(at: Field, zone: Field, name: string): Fix<Field> | undefined {
  const rest = String(at.value)
    .trim()
    .replace(/^\S+\s*/, '')
  const read = parseCron(rest)
  const to = read.kind === 'fault' ? read.suggestion : rest
  const isFree = !zone.exists || zone.value === name
  if (to === undefined || (to !== rest && !meansTheSame(rest, to)) || !isFree || !isTimeZone(name))
    return undefined
  return {
    title: `Write timeZone: ${name}`,
    safety: 'safe',
    changes: [
      { set: at, to },
      { set: zone, to: name, after: 'schedule' }
    ]
  }
}

/** Sunday as 7, names in full, ranges around the end: other ways to write the same times, which hour 24 and seconds are not. */
function meansTheSame(written: string, to: string): boolean {
  if (written.startsWith('@')) return written.trim().toLowerCase() === to
  const fields = written.trim().split(/\s+/)
  return fields.length === 5 && !/\b24\b/.test(fields[1] as string)
}
