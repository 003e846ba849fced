import { defineRule, yaml } from '../src/core/rule/index.ts'
import { unrepeatable, writing } from '../src/core/rule-kit/index.ts'

export default defineRule({
  id: 'restart-policy-non-idempotent',
  summary: 'Do not restart a container whose work must not be done twice.',
  rationale: `With \`restartPolicy: OnFailure\` the kubelet immediately starts a failed container again in the same
Pod, before anyone has looked. A migration or an import that failed halfway is repeated on top of what it left behind;
only the log of the last two runs is kept, and when the limit is reached the Pod is deleted with the rest of the evidence. backoffLimit 0
does not help: the container still restarts once. With \`Never\` each attempt has a Pod of its own, and with
backoffLimit 0 there is only one.`,
  whenNot: `It stays quiet where the work is declared idempotent, only reads, or is not recognized. If it is in fact
safe to repeat, annotate the object or its Pod template with \`jobsworth/idempotent: "true"\`.`,
  category: 'retries',
  severity: { recommended: 'warning', strict: 'error' },
  kinds: ['CronJob', 'Job'],
  fixes: ['unsafe'],
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/job/#handling-pod-and-container-failures'
  ],
  since: '0.1.0',
  examples: [
    {
      title: 'A migration that restarts in place',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: migrate-
        spec:
          backoffLimit: 0
          template:
            spec:
              restartPolicy: OnFailure
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
      title: 'Declared safe to repeat',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: migrate-
          annotations:
            jobsworth/idempotent: "true"
        spec:
          backoffLimit: 0
          template:
            spec:
              restartPolicy: OnFailure
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
                  command: ["alembic", "upgrade", "head"]
      `
    },
    {
      title: 'Only queries the state',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: migrate-
        spec:
          backoffLimit: 3
          template:
            spec:
              restartPolicy: OnFailure
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
                  command: ["alembic", "current"]
      `
    }
  ],

  *check(resource) {
    const policy = resource.podSpec.at('restartPolicy')
    if (policy.value !== 'OnFailure') return
    const proof = unrepeatable(resource)
    if (proof === undefined) return
    yield {
      ...proof.grade,
      at: policy,
      message: `OnFailure repeats a failed run immediately in the same Pod and keeps only the log of the run before, but ${proof.because}. Write restartPolicy: Never, or declare jobsworth/idempotent: "true".`,
      related: proof.related,
      fix: writing(policy, 'Never')
    }
  }
})
