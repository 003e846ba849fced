import type { Resource } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { unrepeatable, usesOfIndex, wordsOf } from '../src/core/rule-kit/index.ts'

export default defineRule({
  id: 'parallel-non-idempotent',
  summary: 'Use a single Pod for work that must not be done twice.',
  rationale: `Without indexes all Pods of a Job are alike: each runs the same command. With completions 3 a migration
is applied three times, with parallelism 3 by three Pods at once, which compete for the same rows and locks. An
Indexed Job gives every Pod a number (\`JOB_COMPLETION_INDEX\`); that helps only where the command takes its share by it.`,
  whenNot: `It stays quiet on Indexed Jobs that read the index (or whose program may, since it is not written here),
where parallelism has no effect because completions is 1, and where the work is declared idempotent, only reads, or is not recognized.`,
  category: 'retries',
  severity: { recommended: 'warning', strict: 'error' },
  kinds: ['CronJob', 'Job'],
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/job/#parallel-jobs',
    'https://kubernetes.io/docs/concepts/workloads/controllers/job/#completion-mode'
  ],
  since: '0.1.0',
  examples: [
    {
      title: 'Three migrations at once',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: migrate-
        spec:
          parallelism: 3
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
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
      title: 'Done twice, one run after the other',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: migrate-
        spec:
          completions: 2
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
      title: 'Each index takes its share',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: backfill-
        spec:
          completionMode: Indexed
          completions: 3
          parallelism: 3
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: backfill
                  image: example.com/shop:3.1.0
                  command: ["bundle", "exec", "rake", "db:migrate"]
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: backfill-
        spec:
          completionMode: Indexed
          completions: 3
          parallelism: 3
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: backfill
                  image: example.com/shop:3.1.0
                  command: ["sh", "-c", "./backfill --shard $JOB_COMPLETION_INDEX --shards 3"]
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
          completions: 3
          parallelism: 3
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
                  command: ["alembic", "upgrade", "head"]
      `
    }
  ],

  *check(resource) {
    const { jobSpec } = resource
    if (jobSpec === undefined) return
    const mode = jobSpec.at('completionMode')
    const isIndexed = mode.value === 'Indexed'
    if (mode.exists && !isIndexed && mode.value !== 'NonIndexed') return
    const [completions, parallelism] = [jobSpec.at('completions'), jobSpec.at('parallelism')]
    const at = completions.exists ? completions : parallelism
    const times = at.integer ?? 1
    const proof = times > 1 ? unrepeatable(resource) : undefined
    if (proof === undefined || (isIndexed && mayReadIndex(resource))) return
    const isTogether = at === parallelism || (parallelism.integer ?? 1) > 1
    const advice = isIndexed
      ? 'Nothing here reads JOB_COMPLETION_INDEX. Remove it, or give each Pod its own share by the index.'
      : 'Remove it, or write completionMode: Indexed and let the command take its share by JOB_COMPLETION_INDEX.'
    yield {
      ...proof.grade,
      at,
      message: `With ${at.path.at(-1)} ${times}, ${times} Pods do the same work${isTogether ? ' at the same time' : ''}, but ${proof.because}. ${advice}`,
      related: proof.related
    }
  }
})

/** Whether the Pods read their index, or run what nobody sees. */
function mayReadIndex(resource: Resource): boolean {
  const words = [...resource.containers, ...resource.initContainers].flatMap(wordsOf)
  return (
    resource.task().isUnseen ||
    usesOfIndex(resource).length > 0 ||
    words.some((word) => /\bHOSTNAME\b|\bhostname\b/.test(word))
  )
}
