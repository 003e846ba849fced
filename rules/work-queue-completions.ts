import { defineRule, yaml } from '../src/core/rule/index.ts'

export default defineRule({
  id: 'work-queue-completions',
  summary: 'Set completions along with parallelism.',
  rationale: `A Job with parallelism above 1 and no completions is a work queue: Kubernetes assumes that the Pods
divide the work among themselves. As soon as one of them succeeds, no new Pod is created, those still running may
finish, and then the Job is complete. It does not run forever, and it does not wait for as many successes as there are
Pods: a Pod that fails late is not replaced, its share of the work is not done, and the Job may still count as
complete.`,
  whenNot: `It stays quiet on patches and fragments. Turn it off where the Pods do take their work from a queue.`,
  category: 'parallelism',
  severity: { recommended: 'info', strict: 'warning' },
  kinds: ['CronJob', 'Job'],
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/job/#parallel-jobs',
    'https://kubernetes.io/docs/concepts/workloads/controllers/job/#controlling-parallelism'
  ],
  since: '0.1.0',
  examples: [
    {
      title: 'Three shares, and one success is enough',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: shard-
        spec:
          parallelism: 3
          template:
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
          parallelism: 3
          completions: 3
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: shard
                  image: example.com/shard:1.0.0
      `
    },
    {
      title: 'Null counts as missing',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: shard-
        spec:
          parallelism: 3
          completions: null
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: shard
                  image: example.com/shard:1.0.0
      `
    },
    {
      title: 'One Pod at a time',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: shard-
        spec:
          parallelism: 1
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: shard
                  image: example.com/shard:1.0.0
      `
    },
    {
      title: 'A patch sets the number of workers',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: shard-
        spec:
          parallelism: 8
      `
    },
    {
      title: 'Filled in later',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: shard-
        spec:
          parallelism: 3
          completions: \${SHARES}
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: shard
                  image: example.com/shard:1.0.0
      `
    }
  ],

  *check({ jobSpec, isPartial }) {
    const parallelism = jobSpec?.at('parallelism')
    const count = parallelism?.integer
    if (!jobSpec || !parallelism || count === undefined || count < 2 || isPartial) return
    const mode = jobSpec.at('completionMode')
    if (jobSpec.at('completions').exists || mode.value === 'Indexed' || mode.isPlaceholder) return
    yield {
      at: parallelism,
      message: `Without completions, parallelism ${count} makes a work queue: once one Pod succeeds, failed Pods are not replaced, and the Job ends with the ${count === 2 ? 'other' : `other ${count - 1}`}. Write completions: ${count} if each Pod must succeed.`
    }
  }
})
