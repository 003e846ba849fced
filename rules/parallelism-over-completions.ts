import { defineRule, yaml } from '../src/core/rule/index.ts'

export default defineRule({
  id: 'parallelism-over-completions',
  summary: 'Do not ask for more Pods at once than completions.',
  rationale: `A Job never runs more Pods at once than completions are still missing. With \`completions: 1\` and
\`parallelism: 5\` one Pod runs, and the other four never exist: what looks like a work queue with five workers has
one. For a work queue leave completions out; for a fixed number of shares write that number as completions.`,
  whenNot: `It stays quiet where one of the two is absent or filled in later, and with \`completions: 0\`, where no Pod
is needed.`,
  category: 'parallelism',
  severity: { recommended: 'warning', strict: 'warning' },
  kinds: ['CronJob', 'Job'],
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/job/#controlling-parallelism',
    'https://kubernetes.io/docs/concepts/workloads/controllers/job/#parallel-jobs'
  ],
  since: '0.1.0',
  examples: [
    {
      title: 'Four of the five workers never exist',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: resize-
        spec:
          completions: 1
          parallelism: 5
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: resize
                  image: example.com/resize:1.0.0
                  command: ["/app/work-on-queue"]
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: resize-
        spec:
          completions: 5
          parallelism: 5
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: resize
                  image: example.com/resize:1.0.0
                  command: ["/app/work-on-queue"]
      `
    },
    {
      title: 'Eight Pods for four shares',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: shard-
        spec:
          completionMode: Indexed
          completions: 4
          parallelism: 8
          backoffLimit: 2
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
          completionMode: Indexed
          completions: 8
          parallelism: 8
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: shard
                  image: example.com/shard:1.0.0
      `
    },
    {
      title: 'Two at a time',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: shard-
        spec:
          completions: 12
          parallelism: 2
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: shard
                  image: example.com/shard:1.0.0
      `
    }
  ],

  *check({ jobSpec }) {
    const [parallelism, completions] = [jobSpec?.at('parallelism'), jobSpec?.at('completions')]
    const [wanted, needed] = [parallelism?.integer, completions?.integer]
    if (!parallelism || !completions || wanted === undefined || needed === undefined) return
    if (needed < 1 || wanted <= needed) return
    const more =
      needed === 1 && jobSpec?.at('completionMode').value !== 'Indexed'
        ? 'leave out completions for a work queue'
        : `completions: ${wanted} for as many shares`
    yield {
      at: parallelism,
      message: `Parallelism ${wanted} has no effect above completions ${needed}: at most ${needed === 1 ? '1 Pod runs' : `${needed} Pods run`} at a time. Write parallelism: ${needed}, or ${more}.`,
      related: [{ at: completions, message: 'No more Pods are created than successes are still missing.' }]
    }
  }
})
