import { defineRule, yaml } from '../src/core/rule/index.ts'
import { needsOfIndex } from '../src/core/rule-kit/index.ts'

export default defineRule({
  id: 'index-without-indexed',
  summary: 'Use the completion index only in an Indexed Job.',
  rationale: `Kubernetes sets JOB_COMPLETION_INDEX, and the annotation and label behind it, only for Jobs with
\`completionMode: Indexed\`. In any other Job the variable is unset: a shell sees nothing, \`$(JOB_COMPLETION_INDEX)\`
reaches the program as it is written, and every Pod takes the same share of the work or fails.`,
  whenNot: `It stays quiet where the manifest sets the variable itself, where a script has a default for it
(\`\${JOB_COMPLETION_INDEX:-0}\`), and on patches and fragments.`,
  category: 'parallelism',
  severity: { recommended: 'error', strict: 'error' },
  kinds: ['CronJob', 'Job'],
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/job/#completion-mode'],
  since: '0.1.0',
  examples: [
    {
      title: 'An index that is never set',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: shard-
        spec:
          completions: 4
          parallelism: 4
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: shard
                  image: example.com/shard:1.0.0
                  command: ["sh", "-c", "./process --shard $JOB_COMPLETION_INDEX"]
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: shard-
        spec:
          completions: 4
          parallelism: 4
          completionMode: Indexed
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: shard
                  image: example.com/shard:1.0.0
                  command: ["sh", "-c", "./process --shard $JOB_COMPLETION_INDEX"]
      `
    },
    {
      title: 'The annotation of the index',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: shard-
        spec:
          completions: 4
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: shard
                  image: example.com/shard:1.0.0
                  env:
                    - name: SHARD
                      valueFrom:
                        fieldRef:
                          fieldPath: metadata.annotations['batch.kubernetes.io/job-completion-index']
      `
    },
    {
      title: 'A file that stays empty',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: shard-
        spec:
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: shard
                  image: example.com/shard:1.0.0
                  command: ["./process", "--shard-file", "/pod/index"]
                  volumeMounts:
                    - name: pod
                      mountPath: /pod
              volumes:
                - name: pod
                  downwardAPI:
                    items:
                      - path: index
                        fieldRef:
                          fieldPath: metadata.annotations['batch.kubernetes.io/job-completion-index']
      `
    },
    {
      title: 'The manifest sets the variable itself',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: shard-
        spec:
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: shard
                  image: example.com/shard:1.0.0
                  command: ["./process", "--shard", "$(JOB_COMPLETION_INDEX)"]
                  env:
                    - name: JOB_COMPLETION_INDEX
                      value: "0"
      `
    }
  ],

  *check(resource) {
    const { jobSpec, isPartial } = resource
    const mode = jobSpec?.at('completionMode')
    if (!mode || isPartial || mode.isPlaceholder || mode.value === 'Indexed') return
    const [first, ...others] = needsOfIndex(resource)
    if (first === undefined) return
    yield {
      at: first,
      message:
        'The completion index is used here, but Kubernetes sets it only in a Job with completionMode: Indexed: here it is unset in every Pod. Write completionMode: Indexed and completions.',
      related: others.map((at) => ({ at, message: 'The index is used here too.' }))
    }
  }
})
