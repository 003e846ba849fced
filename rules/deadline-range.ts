import { helmTimeout, type Resource } from '../src/core/manifest/index.ts'
import { defineRule, type Report, yaml } from '../src/core/rule/index.ts'
import { writing } from '../src/core/rule-kit/index.ts'
import { duration } from '../src/text/index.ts'

export default defineRule({
  id: 'deadline-range',
  summary: 'Keep activeDeadlineSeconds within a realistic range.',
  rationale: `The deadline of a Job counts from its start and includes scheduling, pulling the image and every retry.
Under ten seconds, hardly any Pod has started before the Job is ended as failed. Over a day, the deadline no longer
serves its purpose: a Pod that hangs or cannot be scheduled goes unnoticed, and a CronJob that forbids overlaps runs
nothing in the meantime.

Helm waits for a hook, and for a test, only as long as its \`--timeout\` says, five minutes by default. A hook with a
longer deadline may still be at work when the release has failed, and a second attempt then finds it running: an info,
since the timeout is not written in the manifest.`,
  whenNot: `It checks only a deadline that is set; \`deadline-required\` reports a missing one. Where runs take days,
raise \`max\`. Helm's timeout does not matter to hooks of Argo CD, nor to a chart that Argo CD delivers.`,
  category: 'lifecycle',
  severity: { recommended: 'warning', strict: 'warning' },
  kinds: ['CronJob', 'Job', 'Pod'],
  fixes: ['unsafe'],
  options: {
    min: { type: 'integer', minimum: 0, default: 10, description: 'The shortest deadline in seconds.' },
    max: { type: 'integer', minimum: 0, default: 86400, description: 'The longest deadline in seconds.' }
  },
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup',
    'https://helm.sh/docs/helm/helm_upgrade/'
  ],
  since: '0.1.0',
  examples: [
    {
      title: 'A month is too long for a deadline',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 2592000
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
          activeDeadlineSeconds: 86400
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
      title: 'Expired before the image is pulled',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          activeDeadlineSeconds: 5
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `
    },
    {
      title: 'Helm gives up after five minutes',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: migrate
          annotations:
            helm.sh/hook: pre-upgrade
        spec:
          activeDeadlineSeconds: 10800
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: migrate
          annotations:
            helm.sh/hook: pre-upgrade
        spec:
          activeDeadlineSeconds: 270
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
      `
    },
    {
      title: 'Argo CD waits for its hooks',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: migrate
          annotations:
            argocd.argoproj.io/hook: PreSync
        spec:
          activeDeadlineSeconds: 10800
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
      `
    },
    {
      title: 'Most of a day',
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: export
        spec:
          schedule: "0 3 * * *"
          concurrencyPolicy: Forbid
          jobTemplate:
            spec:
              activeDeadlineSeconds: 80000
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
      title: 'Training may take a week here',
      options: { max: 604800 },
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 604800
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
      title: 'Filled in later',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: "{{ .Values.deadline }}"
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `
    }
  ],

  *check(resource, { options }) {
    const { jobSpec } = resource
    const deadline = jobSpec?.at('activeDeadlineSeconds')
    const seconds = deadline?.integer
    if (deadline !== undefined && seconds !== undefined && seconds >= 0) {
      if (seconds < options.min) {
        yield {
          at: deadline,
          message: `With activeDeadlineSeconds ${seconds} the Job fails after ${duration(seconds)}, scheduling and image pull included, so hardly any Pod gets to do its work. Write the longest normal run plus a margin.`
        }
        return
      }
      if (seconds > options.max) {
        yield {
          at: deadline,
          message: `With activeDeadlineSeconds ${seconds} a hung Job goes unnoticed for ${duration(seconds)}; the limit is ${duration(options.max)} (${options.max}). Write the longest normal run plus a margin.`,
          fix: writing(deadline, options.max)
        }
        return
      }
    }
    yield* longerThanHelm(resource)
  }
})

/** A hook that may be at work longer than Helm waits for it, unless Helm is asked to wait longer. */
function* longerThanHelm({ kind, jobSpec, podSpec, delivery, surroundings }: Resource): Generator<Report> {
  if (kind === 'CronJob' || delivery.method !== 'helm-hook') return
  if (surroundings.application?.tool === 'argocd') return
  const deadline = (jobSpec ?? podSpec).at('activeDeadlineSeconds')
  const { integer: seconds = 0 } = deadline
  if (seconds <= helmTimeout) return
  const { evidence } = delivery
  yield {
    at: deadline,
    severity: 'info',
    message: `Helm waits 5 minutes for a hook unless --timeout says otherwise and then fails, while this ${kind} may go on until its deadline of ${duration(seconds)}. Pass a longer --timeout, or lower the deadline.`,
    ...(evidence && { related: [{ at: evidence, message: `This makes the ${kind} a hook.` }] })
  }
}
