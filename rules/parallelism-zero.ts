import { defineRule, yaml } from '../src/core/rule/index.ts'
import { duration } from '../src/text/index.ts'

export default defineRule({
  id: 'parallelism-zero',
  summary: 'Ask for at least one Pod.',
  rationale: `With \`parallelism: 0\` the controller creates no Pods. The Job is active all the same: it neither fails
nor completes, and only a deadline ends it. Under a CronJob each run leaves one more such Job behind, or with Forbid
blocks all later runs.`,
  whenNot: `It stays quiet on Jobs that a queue, an owner or another controller manages, and with \`completions: 0\`,
where the Job completes immediately.`,
  category: 'parallelism',
  severity: { recommended: 'warning', strict: 'warning' },
  kinds: ['CronJob', 'Job'],
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/job/#controlling-parallelism'],
  since: '0.1.0',
  examples: [
    {
      title: 'Never starts, never ends',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: shard-
        spec:
          parallelism: 0
          completions: 4
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
          parallelism: 2
          completions: 4
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: shard
                  image: example.com/shard:1.0.0
      `
    },
    {
      title: 'In every run of a CronJob',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "0 3 * * *"
          jobTemplate:
            spec:
              parallelism: 0
              activeDeadlineSeconds: 3600
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - name: report
                      image: example.com/report:1.4.2
      `
    },
    {
      title: 'A queue decides how many',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: shard-
          labels:
            kueue.x-k8s.io/queue-name: research
        spec:
          parallelism: 0
          suspend: true
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: shard
                  image: example.com/shard:1.0.0
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
          parallelism: \${WORKERS}
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: shard
                  image: example.com/shard:1.0.0
      `
    }
  ],

  *check({ kind, spec, jobSpec, managedBy }) {
    const parallelism = jobSpec?.at('parallelism')
    if (!jobSpec || parallelism?.value !== 0 || managedBy !== undefined) return
    if (jobSpec.at('completions').value === 0 || (kind === 'CronJob' && spec.at('suspend').boolean)) return
    const deadline = jobSpec.at('activeDeadlineSeconds').integer
    const end = deadline === undefined ? 'forever' : `until its deadline fails it after ${duration(deadline)}`
    const subject = kind === 'CronJob' ? 'each Job' : 'the Job'
    yield {
      at: parallelism,
      message: `With parallelism 0 no Pod starts, yet ${subject} stays active ${end}. Write how many Pods may run at once, or leave it out for 1.`
    }
  }
})
