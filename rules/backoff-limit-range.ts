import { defineRule, yaml } from '../src/core/rule/index.ts'
import { unrepeatable, writing } from '../src/core/rule-kit/index.ts'
import { totalWait } from '../src/kubernetes/retries/index.ts'
import { duration } from '../src/text/index.ts'

export default defineRule({
  id: 'backoff-limit-range',
  summary: 'Keep backoffLimit to a number of retries that can help.',
  rationale: `A task that failed six times fails the seventh time too. The waits between attempts grow to ten minutes,
so a limit of 20 keeps a broken Job alive for hours, and with \`restartPolicy: Never\` every attempt leaves a failed
Pod behind until the Job is deleted. Nobody hears of the failure until the last attempt has ended.`,
  whenNot: `It stays quiet where backoffLimitPerIndex or a podFailurePolicy decides on retries, and on work that must
not be done twice, which \`backoff-limit-non-idempotent\` already reports.`,
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
      title: 'Disruptions do not count here',
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
    },
    {
      title: 'Another rule reports work that must not be repeated',
      good: yaml`
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
                - name: migrate
                  image: example.com/shop:3.1.0
                  command: ["alembic", "upgrade", "head"]
      `
    }
  ],

  *check(resource, { options }) {
    const { jobSpec, podSpec } = resource
    const at = jobSpec?.at('backoffLimit')
    const limit = at?.integer
    if (jobSpec === undefined || at === undefined || limit === undefined || limit <= options.max) return
    if (jobSpec.at('backoffLimitPerIndex').exists || jobSpec.at('podFailurePolicy').exists) return
    if (unrepeatable(resource) !== undefined) return
    const isNever = podSpec.at('restartPolicy').value !== 'OnFailure'
    const waits = totalWait(limit, isNever ? 'Never' : 'OnFailure')
    const time = waits > 365 * 86_400 ? 'for years' : `for ${duration(waits)}`
    const left = isNever
      ? `, and leaves up to ${limit + 1} failed Pods`
      : ', and its logs are lost at the end'
    yield {
      at,
      message: `With backoffLimit ${limit}, a Job that always fails is retried ${time}, not counting run times${left}. Write at most ${options.max}.`,
      fix: writing(at, options.max)
    }
  }
})
