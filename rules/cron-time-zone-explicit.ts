import { timingOf } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import type { CronSchedule } from '../src/kubernetes/cron/index.ts'

export default defineRule({
  id: 'cron-time-zone-explicit',
  summary: 'Set the time zone of a schedule.',
  rationale: `Without timeZone a schedule follows the local time of kube-controller-manager. That is usually UTC, but
nothing guarantees it: another provider or another image may use another time zone. Someone who reads \`0 3 * * *\`
cannot know whose night is meant.`,
  whenNot: `It stays quiet on schedules that run every hour of every day, such as every ten minutes, on suspended CronJobs, and on
patches and fragments.`,
  category: 'cron',
  severity: { recommended: 'off', strict: 'warning' },
  kinds: ['CronJob'],
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#time-zones'],
  since: '0.1.0',
  examples: [
    {
      title: 'Three o’clock where?',
      bad: yaml`
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
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "0 3 * * *"
          timeZone: Etc/UTC
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
      title: 'Every ten minutes, anywhere',
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "*/10 * * * *"
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
      title: 'A fixed interval has no time zone',
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "@every 6h"
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
      title: 'A patch leaves it to its base',
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "0 3 * * *"
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
      `
    }
  ],

  *check(resource) {
    const zone = resource.spec.at('timeZone')
    const timing = timingOf(resource)
    if (!timing || zone.exists || resource.isPartial || isSameEverywhere(timing.schedule)) return
    yield {
      at: zone,
      message: `No timeZone: "${timing.text}" follows the local time of kube-controller-manager, which is usually but not always UTC. Write timeZone: Etc/UTC, or the time zone that is meant.`,
      related: [{ at: timing.at, message: 'The time zone of these hours is not set.' }]
    }
  }
})

/** Whether it runs every hour of every day, so that the zone hardly matters. */
function isSameEverywhere(schedule: CronSchedule): boolean {
  if (schedule.kind === 'every') return true
  const { hour, dayOfMonth, month, dayOfWeek } = schedule
  return hour.values.size === 24 && month.values.size === 12 && dayOfMonth.star && dayOfWeek.star
}
