import { defineRule, yaml } from '../src/core/rule/index.ts'
import { unrepeatable, writing } from '../src/core/rule-kit/index.ts'

export default defineRule({
  id: 'pod-replacement',
  summary: 'Wait until a Pod has ended before another repeats its work.',
  rationale: `When a Pod of a Job is deleted or evicted, the controller creates its replacement while the old Pod is
still in its grace period: for up to 20 seconds with the default one, or far longer on a node that does not respond, two
Pods do the same work.
With \`podReplacementPolicy: Failed\` the new Pod waits until the old one has ended.`,
  whenNot: `It stays quiet where the work is declared idempotent, only reads, or is not recognized, with backoffLimit
0, which allows no replacement, with a podFailurePolicy, which implies \`Failed\`, and on patches and fragments.`,
  category: 'retries',
  severity: { recommended: 'off', strict: 'info' },
  kinds: ['CronJob', 'Job'],
  fixes: ['unsafe'],
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-replacement-policy'],
  since: '0.1.0',
  examples: [
    {
      title: 'Two imports during the grace period',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: import-
        spec:
          backoffLimit: 1
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: import
                  image: example.com/shop:3.1.0
                  command: ["./import-orders.sh", "--resume"]
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: import-
        spec:
          backoffLimit: 1
          podReplacementPolicy: Failed
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: import
                  image: example.com/shop:3.1.0
                  command: ["./import-orders.sh", "--resume"]
      `
    },
    {
      title: 'Nothing is replaced',
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
      title: 'A failure policy waits as well',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: import-
        spec:
          backoffLimit: 1
          podFailurePolicy:
            rules:
              - action: FailJob
                onPodConditions:
                  - type: DisruptionTarget
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: import
                  image: example.com/shop:3.1.0
                  command: ["./import-orders.sh", "--resume"]
      `
    }
  ],

  *check(resource) {
    const { jobSpec, isPartial } = resource
    if (jobSpec === undefined || isPartial) return
    const policy = jobSpec.at('podReplacementPolicy')
    if ((policy.exists && policy.value !== 'TerminatingOrFailed') || jobSpec.at('podFailurePolicy').exists)
      return
    if (jobSpec.at('backoffLimit').value === 0) return
    const limit = jobSpec.at(
      jobSpec.at('backoffLimitPerIndex').exists ? 'backoffLimitPerIndex' : 'backoffLimit'
    )
    const isFewest = limit.exists && (limit.integer ?? 0) <= 1
    const proof = unrepeatable(resource)
    if (proof === undefined) return
    yield {
      at: policy,
      message: `A deleted or evicted Pod is replaced while it is still running, so two Pods do the work at the same time, but ${proof.because}. Write podReplacementPolicy: Failed.`,
      related: proof.related,
      // What has more retries gets backoffLimit 0 from backoff-limit-non-idempotent, and then nothing is replaced.
      ...(isFewest && { fix: writing(policy, 'Failed', 'backoffLimit') })
    }
  }
})
