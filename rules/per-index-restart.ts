import { defineRule, yaml } from '../src/core/rule/index.ts'
import { writing } from '../src/core/rule-kit/index.ts'

export default defineRule({
  id: 'per-index-restart',
  summary: 'Use restartPolicy: Never with backoffLimitPerIndex.',
  rationale: `backoffLimitPerIndex counts failed *Pods* of an index. With \`restartPolicy: OnFailure\` no Pod fails:
its container restarts in place, and those restarts never count toward the index. With backoffLimitPerIndex, the
default of backoffLimit is 2147483647 instead of 6, so nothing else ends the Job either: a failing index restarts
forever. The API server accepts this without a warning.`,
  whenNot: `It stays quiet where either of the two is filled in later.`,
  category: 'retries',
  severity: { recommended: 'error', strict: 'error' },
  kinds: ['CronJob', 'Job'],
  fixes: ['unsafe'],
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/job/#backoff-limit-per-index'],
  since: '0.1.0',
  examples: [
    {
      title: 'Restarts never count',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          completionMode: Indexed
          completions: 4
          parallelism: 2
          backoffLimitPerIndex: 1
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
          completionMode: Indexed
          completions: 4
          parallelism: 2
          backoffLimitPerIndex: 1
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `
    },
    {
      title: 'One limit for the whole Job counts restarts',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          completionMode: Indexed
          completions: 4
          backoffLimit: 4
          template:
            spec:
              restartPolicy: OnFailure
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `
    }
  ],

  *check({ jobSpec, podSpec }) {
    const limit = jobSpec?.at('backoffLimitPerIndex')
    const policy = podSpec.at('restartPolicy')
    if (jobSpec === undefined || !limit?.exists || limit.isPlaceholder || policy.value !== 'OnFailure') return
    const [total, deadline] = [jobSpec.at('backoffLimit'), jobSpec.at('activeDeadlineSeconds')]
    const until = total.exists
      ? 'until backoffLimit ends the whole Job'
      : deadline.exists
        ? 'until the deadline ends the whole Job'
        : 'forever, because backoffLimit is 2147483647 here'
    yield {
      at: policy,
      message: `With OnFailure, restarts never count toward backoffLimitPerIndex ${limit.value}: a failing index restarts ${until}. Write restartPolicy: Never.`,
      related: [
        { at: limit, message: 'This counts failed Pods of an index, not restarts of its containers.' }
      ],
      fix: writing(policy, 'Never')
    }
  }
})
