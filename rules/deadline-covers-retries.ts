import { failsOnExitCodes, retriesOf, runsSeveralPods } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { lastRetryWithin, totalWait } from '../src/kubernetes/retries/index.ts'
import { duration } from '../src/text/index.ts'

export default defineRule({
  id: 'deadline-covers-retries',
  summary: 'Leave time in the deadline for the retries that backoffLimit allows.',
  rationale: `Between the failed attempts of a Job the controller waits 10, 20, 40 seconds and so on, up to 10
minutes (the page linked below says six, but the controller has ten), while the deadline keeps running. The six retries of the
default backoffLimit wait for ten and a half minutes in total; with a deadline of 10 minutes the sixth never happens,
however fast the attempts fail. Readers of the manifest count on retries that do not exist, and the Job ends with
\`DeadlineExceeded\` instead of the reason for its failure.

The rule counts only the waits, as if the attempts took no time.`,
  whenNot: `It stays quiet with backoffLimitPerIndex; with several Pods, where each success makes the waits start again
from 10 seconds, so that their sum is unknown; where a podFailurePolicy fails the Job on ordinary exit codes; and on
patches and fragments.`,
  category: 'lifecycle',
  severity: { recommended: 'warning', strict: 'warning' },
  kinds: ['CronJob', 'Job'],
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-backoff-failure-policy',
    'https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup'
  ],
  since: '0.1.0',
  examples: [
    {
      title: 'The fourth retry never happens',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          activeDeadlineSeconds: 120
          backoffLimit: 6
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
          activeDeadlineSeconds: 120
          backoffLimit: 3
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `
    },
    {
      title: 'The default limit of six does not fit either',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          activeDeadlineSeconds: 600
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `
    },
    {
      title: 'Restarts in the same Pod wait less',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          activeDeadlineSeconds: 180
          backoffLimit: 6
          template:
            spec:
              restartPolicy: OnFailure
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `
    },
    {
      title: 'Each index counts its own waits',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          activeDeadlineSeconds: 600
          backoffLimitPerIndex: 10
          completionMode: Indexed
          completions: 4
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `
    },
    {
      title: 'Retries are for disruptions only',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          activeDeadlineSeconds: 600
          backoffLimit: 6
          podFailurePolicy:
            rules:
              - action: FailJob
                onExitCodes:
                  operator: NotIn
                  values: [0]
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `
    }
  ],

  *check(resource) {
    const { jobSpec, isPartial } = resource
    const retries = retriesOf(resource)
    const deadline = jobSpec?.at('activeDeadlineSeconds')
    const seconds = deadline?.integer
    if (jobSpec === undefined || deadline === undefined || seconds === undefined || retries === undefined)
      return
    if (isPartial || seconds < 0 || failsOnExitCodes(resource) || runsSeveralPods(jobSpec)) return
    const { at, limit, isWritten, restartPolicy } = retries
    const job = { backoffLimit: limit, restartPolicy }
    const [last, all] = [lastRetryWithin(seconds, job), lastRetryWithin(Number.POSITIVE_INFINITY, job)]
    if (last >= all) return
    const waits = totalWait(all, restartPolicy)
    const isNew = restartPolicy === 'Never'
    const fit = Math.min(isNew ? last : last + 1, 6)
    // A limit of six means six retries in new Pods, but six runs in the same one.
    const missed = isNew ? `retry ${last + 1} of ${limit}` : `run ${last + 2} of ${limit}`
    yield {
      at: deadline,
      message: `The deadline ends this Job after ${duration(seconds)}, before ${missed}${isWritten ? '' : ' (the default backoffLimit is 6)'}: the waits alone take ${duration(waits)}. Write backoffLimit: ${fit}, or a deadline well over ${waits}.`,
      related: isWritten
        ? [{ at, message: `This allows ${limit} ${isNew ? (limit === 1 ? 'retry' : 'retries') : 'runs'}.` }]
        : []
    }
  }
})
