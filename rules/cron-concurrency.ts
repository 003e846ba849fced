import type { Field } from '../src/core/document/index.ts'
import type { Fix } from '../src/core/fix/index.ts'
import { deadlineGuess, mayBeSuspended, type Resource } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { writing } from '../src/core/rule-kit/index.ts'

export default defineRule({
  id: 'cron-concurrency',
  summary: 'Set concurrencyPolicy, so that overlapping runs are a decision.',
  rationale: `Without concurrencyPolicy a CronJob allows runs to overlap. A run that hangs or slows down does not hold
back the next one: runs pile up, compete for the same rows and locks, and fill the cluster with Pods. \`Forbid\` skips
a run while the previous one is active, \`Replace\` ends the previous one, and an explicit \`Allow\` says that
overlapping is fine.`,
  whenNot: 'It stays quiet on patches and fragments.',
  category: 'cron',
  severity: { recommended: 'warning', strict: 'warning' },
  kinds: ['CronJob'],
  fixes: ['unsafe'],
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#concurrency-policy'],
  since: '0.1.0',
  examples: [
    {
      title: 'Runs may pile up',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: sync
        spec:
          schedule: "*/5 * * * *"
          jobTemplate:
            spec:
              backoffLimit: 2
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - name: sync
                      image: example.com/sync:4.0.0
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: sync
        spec:
          schedule: "*/5 * * * *"
          concurrencyPolicy: Forbid
          jobTemplate:
            spec:
              activeDeadlineSeconds: 240
              backoffLimit: 2
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - name: sync
                      image: example.com/sync:4.0.0
      `
    },
    {
      title: 'A patch leaves it to its base',
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: sync
        spec:
          schedule: "*/10 * * * *"
      `
    }
  ],

  *check(resource) {
    const { spec, isPartial } = resource
    const policy = spec.at('concurrencyPolicy')
    if (isPartial || (policy.exists && policy.value !== '')) return
    const fix = forbidding(policy, resource)
    yield {
      at: policy,
      message:
        'No concurrencyPolicy: it defaults to Allow, so runs pile up when one hangs or is slow. Write Forbid, Replace or, if they may overlap, Allow.',
      ...(fix && { fix })
    }
  }
})

/** With Forbid a Job has to end some time, or no other starts. */
function forbidding(policy: Field, resource: Resource): Fix<Field> | undefined {
  const { jobSpec, podSpec } = resource
  const forbid = writing(policy, 'Forbid', 'schedule')
  const deadline = jobSpec?.at('activeDeadlineSeconds')
  const isBounded = deadline?.exists || podSpec.at('activeDeadlineSeconds').exists
  if (deadline === undefined || isBounded || mayBeSuspended(resource)) return forbid
  const seconds = deadlineGuess(resource)
  if (seconds === undefined) return undefined
  const bound = writing(deadline, seconds, 'ttlSecondsAfterFinished')
  return {
    title: `${forbid.title}, and activeDeadlineSeconds: ${seconds}`,
    safety: 'unsafe',
    changes: [...forbid.changes, ...bound.changes]
  }
}
