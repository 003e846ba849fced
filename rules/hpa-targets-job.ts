import { Field } from '../src/core/document/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'

export default defineRule({
  id: 'hpa-targets-job',
  summary: 'Do not point a HorizontalPodAutoscaler at a Job.',
  rationale: `A HorizontalPodAutoscaler works through the scale subresource of its target. Jobs and CronJobs do not
have one, so it never scales anything and only repeats a FailedGetScale event. The number of Pods of a Job is its
parallelism; KEDA’s ScaledJob creates more Jobs as a queue grows.`,
  whenNot: `It stays quiet on Jobs of other groups, such as Volcano’s.`,
  category: 'parallelism',
  severity: { recommended: 'error', strict: 'error' },
  kinds: ['CronJob', 'Job'],
  references: [
    'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#api-object',
    'https://keda.sh/docs/latest/concepts/scaling-jobs/'
  ],
  since: '0.1.0',
  examples: [
    {
      title: 'A Job cannot be scaled',
      bad: yaml`
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata:
          name: shard
        spec:
          maxReplicas: 5
          scaleTargetRef:
            apiVersion: batch/v1
            kind: Job
            name: shard
      `,
      good: yaml`
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata:
          name: shard
        spec:
          maxReplicas: 5
          scaleTargetRef:
            apiVersion: apps/v1
            kind: Deployment
            name: shard
      `
    },
    {
      title: 'Inside a List',
      bad: yaml`
        apiVersion: v1
        kind: List
        items:
          - apiVersion: autoscaling/v2
            kind: HorizontalPodAutoscaler
            metadata:
              name: report
            spec:
              maxReplicas: 5
              scaleTargetRef:
                apiVersion: batch/v1
                kind: CronJob
                name: report
      `
    },
    {
      title: 'A Job of another API group',
      good: yaml`
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata:
          name: shard
        spec:
          maxReplicas: 5
          scaleTargetRef:
            apiVersion: batch.volcano.sh/v1alpha1
            kind: Job
            name: shard
      `
    }
  ],

  *checkDocument(document) {
    const root = new Field(document, [], document.value)
    for (const object of [root, ...root.at('items').items()]) {
      const target = object.at('spec', 'scaleTargetRef')
      const kind = target.at('kind')
      if (object.at('kind').value !== 'HorizontalPodAutoscaler' || !isOurs(target)) continue
      const name = target.at('name').text
      yield {
        at: kind,
        message: `A ${kind.value} has no scale subresource, so this HorizontalPodAutoscaler never scales ${name === undefined ? 'anything' : `"${name}"`} and repeats FailedGetScale. Set the Job’s parallelism, or use KEDA’s ScaledJob.`
      }
    }
  }
})

function isOurs(target: Field): boolean {
  const group = target.at('apiVersion')
  const kind = target.at('kind').value
  return (kind === 'Job' || kind === 'CronJob') && (!group.exists || String(group.value).startsWith('batch/'))
}
