import { failsOnExitCodes } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { unrepeatable, writing } from '../src/core/rule-kit/index.ts'

export default defineRule({
  id: 'backoff-limit-non-idempotent',
  summary: 'Limit the retries of work that must not be done twice.',
  rationale: `A retry starts the command again from the beginning. A migration, a backfill or a mail run that failed
halfway has already changed something, and the second run changes it again, or trips over what the first one left
behind. Without backoffLimit Kubernetes retries six times. With 0 a failed run stops and waits for a person.

The rule reads the command as a shell would and shows which words convinced it. If the work is in fact safe to repeat,
say so where the next reader sees it too: annotate the object or its Pod template with
\`jobsworth/idempotent: "true"\`. Under *recommended* it is a warning where only a name tells, or where all of the work
is one request: usually it is the request itself that has failed.`,
  whenNot: `It stays quiet where the work is declared idempotent, only reads, or is not recognized, where a
podFailurePolicy fails the Job on ordinary exit codes, and on patches and fragments that do not set the limit.`,
  category: 'retries',
  severity: { recommended: 'error', strict: 'error' },
  kinds: ['CronJob', 'Job'],
  fixes: ['unsafe'],
  options: {
    max: {
      type: 'integer',
      minimum: 0,
      default: 1,
      description: 'The maximum number of retries for such a task.'
    }
  },
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-backoff-failure-policy'],
  since: '0.1.0',
  examples: [
    {
      title: 'A migration that may run five times',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: migrate-
        spec:
          backoffLimit: 4
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
                  command: ["alembic", "upgrade", "head"]
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: migrate-
        spec:
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
                  command: ["alembic", "upgrade", "head"]
      `
    },
    {
      title: 'No limit means six retries',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: seed-
        spec:
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: seed
                  image: example.com/shop:3.1.0
                  command: ["bundle", "exec", "rails", "db:seed"]
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: seed-
        spec:
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: seed
                  image: example.com/shop:3.1.0
                  command: ["bundle", "exec", "rails", "db:seed"]
      `
    },
    {
      title: 'One request, which a retry may send twice, is a warning',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: trigger-
        spec:
          backoffLimit: 4
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: trigger
                  image: example.com/curl:8.12.1
                  command: ["curl", "-fsS", "-X", "POST", "https://builds.example.com/api/runs"]
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: trigger-
        spec:
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: trigger
                  image: example.com/curl:8.12.1
                  command: ["curl", "-fsS", "-X", "POST", "https://builds.example.com/api/runs"]
      `
    },
    {
      title: 'Declared safe to repeat',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: migrate-
          annotations:
            jobsworth/idempotent: "true"
        spec:
          backoffLimit: 4
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
                  command: ["flyway", "migrate"]
      `
    },
    {
      title: 'Only queries the state',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: check-migrations-
        spec:
          backoffLimit: 4
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: check
                  image: example.com/shop:3.1.0
                  command: ["alembic", "current"]
      `
    },
    {
      title: 'A failure policy ends the Job on its own exit codes',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: migrate-
        spec:
          backoffLimit: 4
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
                - name: migrate
                  image: example.com/shop:3.1.0
                  command: ["flyway", "migrate"]
      `
    }
  ],

  *check(resource, { options }) {
    const { jobSpec, isPartial } = resource
    if (jobSpec === undefined || failsOnExitCodes(resource)) return
    const limit = jobSpec.at(
      jobSpec.at('backoffLimitPerIndex').exists ? 'backoffLimitPerIndex' : 'backoffLimit'
    )
    if (limit.exists ? (limit.integer ?? 0) <= options.max : isPartial) return
    const proof = unrepeatable(resource)
    if (proof === undefined) return
    const found = limit.exists ? `With ${limit.path.at(-1)} ${limit.integer}` : 'Without backoffLimit'
    const times = limit.integer ?? 6
    const harm = proof.isOneRequest
      ? 'even where the one that failed had come through'
      : 'and nothing undoes a half-finished run first'
    yield {
      ...proof.grade,
      insteadOf: 'backoff-limit-explicit',
      at: limit,
      message: `${found}, a failed run is repeated up to ${times === 1 ? 'once' : `${times} times`}, but ${proof.because}, ${harm}. Write backoffLimit: 0, or declare jobsworth/idempotent: "true".`,
      related: proof.related,
      fix: writing(limit, 0, 'activeDeadlineSeconds')
    }
  }
})
