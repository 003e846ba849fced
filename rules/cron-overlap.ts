import type { Field } from '../src/core/document/index.ts'
import { stopTime, type Timing, timingOf } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { mostAtOnce, shortestGap } from '../src/kubernetes/cron/index.ts'
import { duration } from '../src/text/index.ts'

export default defineRule({
  id: 'cron-overlap',
  summary: 'Keep the deadline of a run shorter than the time until the next run.',
  rationale: `activeDeadlineSeconds says how long a run may last. At the deadline its Pods are asked to stop, which may
take terminationGracePeriodSeconds (30 if absent) more, and only when they are gone does the Job count as ended, a
second or two later. Where all that is longer than the shortest time between two runs, concurrencyPolicy decides what
happens. \`Allow\` (the default): the next run starts alongside, and hung runs pile up until their deadline. \`Forbid\`:
the next run is skipped, counts as missed, and starts late, the moment the previous Job ends, so runs no longer keep to
the schedule (up to Kubernetes 1.30 it starts on time, beside the Pods that are still stopping). \`Replace\`: the run is
killed in the middle of its work. Clock changes are not considered here; \`cron-dst\` reports those.`,
  whenNot: `It stays quiet without a deadline, on suspended CronJobs, and with Forbid where startingDeadlineSeconds is
shorter than the delay of a skipped run.`,
  category: 'cron',
  severity: { recommended: 'warning', strict: 'warning' },
  kinds: ['CronJob'],
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#concurrency-policy',
    'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#starting-deadline'
  ],
  since: '0.1.0',
  examples: [
    {
      title: 'Thirteen at once',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "*/5 * * * *"
          jobTemplate:
            spec:
              activeDeadlineSeconds: 3600
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
          schedule: "*/5 * * * *"
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
      title: 'The shortest gap counts: twenty minutes, not forty',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "*/40 * * * *"
          concurrencyPolicy: Allow
          jobTemplate:
            spec:
              activeDeadlineSeconds: 1800
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
          concurrencyPolicy: Allow
          jobTemplate:
            spec:
              activeDeadlineSeconds: 1740
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
      title: 'A skipped run starts late',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "*/10 * * * *"
          concurrencyPolicy: Forbid
          jobTemplate:
            spec:
              activeDeadlineSeconds: 1500
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
          schedule: "*/10 * * * *"
          concurrencyPolicy: Forbid
          startingDeadlineSeconds: 60
          jobTemplate:
            spec:
              activeDeadlineSeconds: 1500
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
      title: 'A start deadline that excludes nothing',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "*/10 * * * *"
          concurrencyPolicy: Forbid
          startingDeadlineSeconds: 3600
          jobTemplate:
            spec:
              activeDeadlineSeconds: 1500
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
      title: 'Killed before its deadline',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "@hourly"
          concurrencyPolicy: Replace
          jobTemplate:
            spec:
              activeDeadlineSeconds: 7200
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
          schedule: "@hourly"
          concurrencyPolicy: Replace
          jobTemplate:
            spec:
              activeDeadlineSeconds: 3000
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
      title: 'A patch leaves the grace period to its base',
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "*/5 * * * *"
          concurrencyPolicy: Forbid
          jobTemplate:
            spec:
              activeDeadlineSeconds: 290
      `
    },
    {
      title: 'Stopping takes longer than the time that is left',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "*/10 * * * *"
          concurrencyPolicy: Replace
          jobTemplate:
            spec:
              activeDeadlineSeconds: 540
              backoffLimit: 2
              template:
                spec:
                  restartPolicy: Never
                  terminationGracePeriodSeconds: 300
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
          schedule: "*/10 * * * *"
          concurrencyPolicy: Replace
          jobTemplate:
            spec:
              activeDeadlineSeconds: 240
              backoffLimit: 2
              template:
                spec:
                  restartPolicy: Never
                  terminationGracePeriodSeconds: 300
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
          schedule: "*/5 * * * *"
          suspend: true
          jobTemplate:
            spec:
              activeDeadlineSeconds: 3600
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
      title: 'A policy that is filled in later',
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "*/5 * * * *"
          concurrencyPolicy: \${POLICY}
          jobTemplate:
            spec:
              activeDeadlineSeconds: 3600
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
    const { spec, jobSpec, podSpec, isPartial } = resource
    const deadline = jobSpec?.at('activeDeadlineSeconds')
    const seconds = deadline?.integer
    const timing = timingOf(resource)
    const gap = timing && shortestGap(timing.schedule)
    const policy = spec.at('concurrencyPolicy')
    const stop = stopTime(resource)
    if (!deadline || seconds === undefined || !timing || gap === undefined || seconds + stop <= gap) return
    if (isPartial && !policy.exists) return
    const message = messageFor(policy, {
      seconds,
      stop,
      gap,
      timing,
      start: spec.at('startingDeadlineSeconds')
    })
    if (message === undefined) return
    const grace = podSpec.at('terminationGracePeriodSeconds')
    yield {
      at: deadline,
      message,
      related: [
        { at: timing.at, message: `The shortest time between two runs is ${duration(gap)}.` },
        ...(grace.exists ? [{ at: grace, message: 'Its Pods may take this long to stop.' }] : []),
        ...(policy.exists
          ? [{ at: policy, message: 'This decides what happens when two runs overlap.' }]
          : [])
      ]
    }
  }
})

interface Overlap {
  readonly seconds: number
  readonly stop: number
  readonly gap: number
  readonly timing: Timing
  readonly start: Field
}

function messageFor(policy: Field, overlap: Overlap): string | undefined {
  const { seconds, stop, gap, timing, start } = overlap
  const next = duration(gap)
  const toStop = stop > 2 ? ` and take ${duration(stop - 2)} more to stop (grace period)` : ''
  const may = `A run may last ${duration(seconds)}${toStop}`
  switch (policy.exists ? policy.value : 'Allow') {
    case 'Allow':
    case '': {
      const count = mostAtOnce(timing.schedule, seconds + stop)
      return `${may}, but the next one starts after ${next}: up to ${count} are active at once. ${advice(overlap)}, or write concurrencyPolicy: Forbid.`
    }
    case 'Forbid': {
      // A skipped run starts when the Job before it ends; later still, and the run after it takes its place.
      const latest = Math.min(seconds + stop - gap, gap)
      const allowed = start.exists ? (start.integer ?? 0) : Number.POSITIVE_INFINITY
      if (allowed < latest) return undefined
      return `${may}, but the next one is due after ${next}: it starts up to ${duration(latest)} late. ${advice(overlap)}, or set a short startingDeadlineSeconds.`
    }
    case 'Replace':
      return seconds > gap
        ? `Replace deletes a run that is still active when the next one is due, after ${next}, although activeDeadlineSeconds ${seconds} allows ${duration(seconds)}. ${advice(overlap)}, or run less often.`
        : `${may}, so its Pods may still run beside the next one, which Replace starts after ${next}. ${advice(overlap)}, or run less often.`
    default:
      return undefined
  }
}

function advice({ seconds, stop, gap }: Overlap): string {
  const [deadline, grace] = [gap - stop, gap - seconds - 2]
  if (deadline >= 10) return `Lower the deadline to ${deadline} or less`
  return grace >= 0
    ? `Lower terminationGracePeriodSeconds to ${grace} or less`
    : 'Lower the deadline and the grace period'
}
