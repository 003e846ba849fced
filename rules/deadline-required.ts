import { deadlineGuess } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { writing } from '../src/core/rule-kit/index.ts'

export default defineRule({
  id: 'deadline-required',
  summary: 'Require activeDeadlineSeconds, the only limit that also covers Pods that never start.',
  rationale: `\`backoffLimit\` counts Pods that *failed*. A Pod that hangs on a lock or a network call, that stays
\`Pending\`, or that cannot pull its image or find its ConfigMap has not failed: it waits forever, and the Job waits
with it. activeDeadlineSeconds ends the Job whatever its Pods do. It counts from the Job's start, retries and image
pulls included, so choose the longest normal run plus a margin for those.

The number that the fix writes is a guess by what the task seems to be: ten minutes for a probe or a check, an hour
otherwise, less where a CronJob runs more often. There is no fix for work that a guess would stop halfway: training,
restores, migrations, imports, and whatever must not be repeated.`,
  whenNot: `It stays quiet on suspended Jobs and CronJobs, on patches and fragments, and on Jobs that a queue, an
owner or another controller manages. With \`concurrencyPolicy: Forbid\` a missing deadline is worse, and
\`cron-forbid-unbounded\` reports it.`,
  category: 'lifecycle',
  severity: { recommended: 'warning', strict: 'error' },
  kinds: ['CronJob', 'Job'],
  fixes: ['unsafe'],
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup',
    'https://github.com/kubernetes/kubernetes/issues/76570'
  ],
  since: '0.1.0',
  examples: [
    {
      title: 'A Job that may hang forever',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          ttlSecondsAfterFinished: 3600
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 3600
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `
    },
    {
      title: 'A probe answers within minutes',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: probe-
        spec:
          ttlSecondsAfterFinished: 3600
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: probe
                  image: example.com/probe:2.3.0
                  command: [./probe]
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: probe-
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 600
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: probe
                  image: example.com/probe:2.3.0
                  command: [./probe]
      `
    },
    {
      title: 'Nobody knows how long a restore takes, so this has no fix',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: restore-
        spec:
          ttlSecondsAfterFinished: 3600
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: restore
                  image: example.com/restore:2.3.0
                  command: [pg_restore, --dbname=shop, /backup/shop.dump]
      `
    },
    {
      title: 'A queue decides when this Job runs',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: train-
          labels:
            kueue.x-k8s.io/queue-name: research
        spec:
          suspend: true
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: train
                  image: example.com/train:7.2.0
      `
    },
    {
      title: 'A patch says nothing about deadlines',
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: export
        spec:
          schedule: "0 4 * * *"
      `
    }
  ],

  *check(resource) {
    const { kind, spec, jobSpec, podSpec, managedBy, isPartial } = resource
    const deadline = jobSpec?.at('activeDeadlineSeconds')
    if (!deadline || deadline.exists || isPartial || managedBy !== undefined) return
    if (podSpec.at('activeDeadlineSeconds').exists) return
    if (spec.at('suspend').boolean === true || spec.at('concurrencyPolicy').value === 'Forbid') return
    const seconds = deadlineGuess(resource)
    const [subject, rest] = kind === 'CronJob' ? ['its Jobs', 'wait'] : ['this Job', 'waits']
    yield {
      at: deadline,
      message: `No activeDeadlineSeconds: a Pod that hangs, stays Pending or cannot pull its image never counts as failed, so ${subject} ${rest} forever. Set it to the longest normal run plus a margin.`,
      ...(seconds !== undefined && { fix: writing(deadline, seconds, 'ttlSecondsAfterFinished') })
    }
  }
})
