import {
  failsOnExitCodes,
  onOrdinaryFailure,
  type Resource,
  runsTogether
} from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { unrepeatable, writing } from '../src/core/rule-kit/index.ts'
import { lastRetryWithin, type RestartPolicy, totalWait } from '../src/kubernetes/retries/index.ts'
import { duration } from '../src/text/index.ts'

export default defineRule({
  id: 'backoff-limit-range',
  summary: 'Keep backoffLimit to a number of retries that can help.',
  rationale: `A task that failed six times fails the seventh time too. The waits between attempts grow to ten minutes
(the page linked below says six, but the controller has ten), so a limit of 20 keeps a broken Job alive for hours, and
with \`restartPolicy: Never\` every attempt leaves a failed Pod behind until the Job is deleted. Nobody hears of the
failure until the last attempt has ended.`,
  whenNot: `It stays quiet where backoffLimitPerIndex decides on retries, where a podFailurePolicy fails the Job on
ordinary exit codes (one that ignores disruptions, or names a rare code, leaves the retries as they are), and on work
that must not be done twice, which \`backoff-limit-non-idempotent\` already reports.`,
  category: 'retries',
  severity: { recommended: 'warning', strict: 'warning' },
  kinds: ['CronJob', 'Job'],
  fixes: ['unsafe'],
  options: {
    max: { type: 'integer', minimum: 0, default: 6, description: 'The maximum number of retries for a Job.' }
  },
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-backoff-failure-policy'],
  since: '0.1.0',
  examples: [
    {
      title: 'Hours of retries',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          backoffLimit: 20
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
          backoffLimit: 6
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `
    },
    {
      title: 'Forever, in practice',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          backoffLimit: 1000000
          template:
            spec:
              restartPolicy: OnFailure
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
      title: 'Ignored disruptions are not counted, so these are all failures of the work',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          backoffLimit: 20
          podFailurePolicy:
            rules:
              - action: Ignore
                onPodConditions:
                  - type: DisruptionTarget
                    status: "True"
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
          backoffLimit: 6
          podFailurePolicy:
            rules:
              - action: Ignore
                onPodConditions:
                  - type: DisruptionTarget
                    status: "True"
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
          backoffLimit: 20
          podFailurePolicy:
            rules:
              - action: Ignore
                onPodConditions:
                  - type: DisruptionTarget
                    status: "True"
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
    },
    {
      title: 'Each index has its own limit',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          backoffLimit: 100
          backoffLimitPerIndex: 1
          completionMode: Indexed
          completions: 100
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
    const at = jobSpec?.at('backoffLimit')
    const limit = at?.integer
    if (jobSpec === undefined || at === undefined || limit === undefined || limit <= options.max) return
    if (jobSpec.at('backoffLimitPerIndex').exists || failsOnExitCodes(resource)) return
    // What is ignored is repeated without any limit.
    if (onOrdinaryFailure(resource) === 'Ignore' || unrepeatable(resource) !== undefined) return
    const policy = jobSpec.at('podFailurePolicy')
    const related = { at: policy, message: 'This does not end the Job on an ordinary failure.' }
    yield {
      at,
      message: `With backoffLimit ${limit}, ${course(resource, limit)}. Write at most ${options.max}.`,
      ...(policy.exists && { related: [related] }),
      fix: writing(at, options.max)
    }
  }
})

/** What happens when every attempt fails. */
function course({ jobSpec, podSpec }: Resource, limit: number): string {
  const restartPolicy: RestartPolicy =
    podSpec.at('restartPolicy').value === 'OnFailure' ? 'OnFailure' : 'Never'
  const left = restartPolicy === 'OnFailure' ? 'its logs are lost at the end' : undefined
  if (jobSpec === undefined || runsTogether(jobSpec))
    return `up to ${limit} failures are retried, and ${left ?? 'each leaves a Pod'}`
  const deadline = jobSpec.at('activeDeadlineSeconds').integer ?? Number.POSITIVE_INFINITY
  const waits = totalWait(limit, restartPolicy)
  const job = { backoffLimit: limit, restartPolicy }
  const isCut = deadline <= waits
  const pods = (isCut ? lastRetryWithin(deadline, job) : limit) + 1
  const time = waits > 365 * 86_400 ? 'for years' : `for ${duration(waits)}, not counting run times`
  const end = isCut ? `until its deadline ends it after ${duration(deadline)}` : time
  return `a Job that always fails is retried ${end}, and ${left ?? `leaves up to ${pods} failed Pods`}`
}
