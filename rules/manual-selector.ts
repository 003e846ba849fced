import { defineRule, yaml } from '../src/core/rule/index.ts'

export default defineRule({
  id: 'manual-selector',
  summary: 'Leave the selector to Kubernetes.',
  rationale: `Kubernetes gives each Job a selector that matches only its own Pods. With \`manualSelector: true\` the
manifest’s selector is used, and nothing checks that it is unique: the Job adopts Pods without an owner that match it,
counts them as its own, and deletes them. Under a CronJob every run has the same selector. It is meant for replacing a
running Job without stopping its Pods, and for nothing else.`,
  whenNot: `It stays quiet on everything except \`manualSelector: true\`.`,
  category: 'parallelism',
  severity: { recommended: 'warning', strict: 'error' },
  kinds: ['CronJob', 'Job'],
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/job/#specifying-your-own-pod-selector'
  ],
  since: '0.1.0',
  examples: [
    {
      title: 'Whose Pods are these?',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: shard-
        spec:
          manualSelector: true
          selector:
            matchLabels:
              app: shard
          template:
            metadata:
              labels:
                app: shard
            spec:
              restartPolicy: Never
              containers:
                - name: shard
                  image: example.com/shard:1.0.0
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: shard-
        spec:
          template:
            metadata:
              labels:
                app: shard
            spec:
              restartPolicy: Never
              containers:
                - name: shard
                  image: example.com/shard:1.0.0
      `
    },
    {
      title: 'Set to false',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: shard-
        spec:
          manualSelector: false
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: shard
                  image: example.com/shard:1.0.0
      `
    }
  ],

  *check({ kind, jobSpec }) {
    const manual = jobSpec?.at('manualSelector')
    if (!jobSpec || manual?.boolean !== true) return
    const selector = jobSpec.at('selector')
    const also = kind === 'CronJob' ? ', including those of its other runs' : ''
    yield {
      at: manual,
      message: `With manualSelector this Job treats every Pod that matches its selector as its own${also}: it may adopt and delete Pods that it did not create. Remove manualSelector and selector.`,
      related: selector.exists
        ? [{ at: selector, message: 'Nothing checks that only its own Pods match this.' }]
        : []
    }
  }
})
