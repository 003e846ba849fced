import { type Resource, retriesOf, runsSeveralPods } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { failedAt } from '../src/kubernetes/retries/index.ts'
import { duration } from '../src/text/index.ts'

export default defineRule({
  id: 'pod-deadline',
  summary: 'Put the deadline on the Job, not only on its Pods.',
  rationale: `activeDeadlineSeconds can be set in two places. In the Pod template it ends one Pod, which counts as a
failure and is retried like any other: with backoffLimit 6, ten minutes become an hour and twenty. It starts only when
a node runs the Pod, so a Pod that cannot be scheduled waits forever. In the spec of the Job it ends the Job.

Where both are set, the Pod's must be the smaller one: the Job's clock starts first.`,
  whenNot: `As long as the Job has no deadline of its own, it stays quiet on suspended Jobs and CronJobs, on patches
and fragments, and on Jobs that a queue, an owner or another controller manages.`,
  category: 'lifecycle',
  severity: { recommended: 'warning', strict: 'warning' },
  kinds: ['CronJob', 'Job'],
  fixes: ['unsafe'],
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup',
    'https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#detailed-behavior'
  ],
  since: '0.1.0',
  examples: [
    {
      title: 'A deadline one level too deep',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          backoffLimit: 2
          template:
            spec:
              activeDeadlineSeconds: 600
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
          activeDeadlineSeconds: 600
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
      title: 'The deadline of the Pod never applies',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          activeDeadlineSeconds: 600
          backoffLimit: 2
          template:
            spec:
              activeDeadlineSeconds: 600
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
          activeDeadlineSeconds: 600
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
      title: 'Ten minutes for an attempt, half an hour overall',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          activeDeadlineSeconds: 1800
          backoffLimit: 2
          template:
            spec:
              activeDeadlineSeconds: 600
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `
    },
    {
      title: 'A patch says nothing about the rest',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: export
        spec:
          template:
            spec:
              activeDeadlineSeconds: 600
      `
    }
  ],

  *check(resource) {
    const { spec, jobSpec, podSpec, managedBy, isPartial } = resource
    const [outer, inner] = [jobSpec?.at('activeDeadlineSeconds'), podSpec.at('activeDeadlineSeconds')]
    if (outer === undefined || !inner.exists) return
    if (!outer.exists) {
      if (isPartial || managedBy !== undefined || spec.at('suspend').boolean === true) return
      yield {
        at: inner,
        message: `${attempts(resource)}. Write it at ${outer.path.join('.')}.`,
        ...(inner.integer !== undefined && {
          fix: {
            title: 'Move it to the Job',
            safety: 'unsafe',
            changes: [{ move: inner, to: outer, after: 'ttlSecondsAfterFinished' }]
          }
        })
      }
    } else if ((inner.integer ?? 0) >= (outer.integer ?? Number.POSITIVE_INFINITY)) {
      yield {
        at: inner,
        tag: 'unnecessary',
        message: `The Pod's activeDeadlineSeconds ${inner.integer} never applies, because the deadline of its Job, ${outer.integer}, starts earlier and ends the Pod first. Write a smaller one, or remove it.`,
        fix: { title: 'Remove the deadline of the Pod', safety: 'unsafe', changes: [{ remove: inner }] },
        related: [{ at: outer, message: 'This is the deadline of the Job.' }]
      }
    }
  }
})

/** What the deadline of the Pod does, in a sentence without its full stop. */
function attempts(resource: Resource): string {
  const seconds = resource.podSpec.at('activeDeadlineSeconds').integer
  const limit = retriesOf(resource)?.limit
  const ends = 'On the Pod, activeDeadlineSeconds ends one attempt, not the Job'
  const pending = 'a Pod that cannot be scheduled waits forever'
  if (seconds === undefined || limit === undefined || runsSeveralPods(resource.jobSpec ?? resource.spec))
    return `${ends}: the attempt is retried, and ${pending}`
  // A Pod that its deadline ended has failed whatever its restartPolicy, and is replaced.
  const total = duration(failedAt({ backoffLimit: limit, restartPolicy: 'Never', attemptSeconds: seconds }))
  const retries = limit === 0 ? '' : `: with backoffLimit ${limit}, ${duration(seconds)} become ${total}`
  return `${ends}${retries}, and ${pending}`
}
