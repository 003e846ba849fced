import type { Resource } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'

export default defineRule({
  id: 'suspended',
  summary: 'Do not commit suspended Jobs.',
  rationale: `A Job with \`suspend: true\` creates no Pods until something sets it to false: a queue such as Kueue, or
a person. Its deadline does not run in the meantime. Without a queue it is usually left over from a trial, and the
work is never done.`,
  whenNot: `It stays quiet where a label or annotation names a queue, on Jobs that an owner or another controller
manages, and on Jobs labeled \`app.kubernetes.io/version\`: as part of a released product, they wait for its installer
or for a kustomize patch. \`cron-suspended\` reports a suspended CronJob.`,
  category: 'parallelism',
  severity: { recommended: 'warning', strict: 'warning' },
  kinds: ['CronJob', 'Job'],
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/job/#suspending-a-job'],
  since: '0.1.0',
  examples: [
    {
      title: 'Nobody resumes it',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: shard-
        spec:
          suspend: true
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
          suspend: false
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: shard
                  image: example.com/shard:1.0.0
      `
    },
    {
      title: 'Every Job of a CronJob',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "0 3 * * *"
          jobTemplate:
            spec:
              suspend: true
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - name: report
                      image: example.com/report:1.4.2
      `
    },
    {
      title: 'Kueue resumes it',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: shard-
          labels:
            kueue.x-k8s.io/queue-name: research
        spec:
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
      title: 'Another queue resumes it',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: shard-
          annotations:
            scheduling.example.com/queue: research
        spec:
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
      title: 'Part of a product: its installer resumes it',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: archive-schema-migration
          labels:
            app.kubernetes.io/part-of: archive
            app.kubernetes.io/version: v1.22.2
        spec:
          suspend: true
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migration
                  image: example.com/archive/migration:1.22.2
      `
    },
    {
      title: 'The CronJob is suspended, not its Jobs',
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "0 3 * * *"
          suspend: true
          jobTemplate:
            spec:
              activeDeadlineSeconds: 240
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - name: report
                      image: example.com/report:1.4.2
      `
    }
  ],

  *check(resource) {
    const { kind, jobSpec, managedBy } = resource
    const suspend = jobSpec?.at('suspend')
    if (suspend?.boolean !== true || managedBy !== undefined || isResumed(resource)) return
    const subject = kind === 'CronJob' ? 'Every Job of this CronJob is created' : 'This Job is committed'
    yield {
      at: suspend,
      message: `${subject} with suspend: true: no Pod starts until someone resumes it, and its deadline does not run in the meantime. Remove suspend, or name the queue that resumes it.`
    }
  }
})

/**
 * Whether something else will resume it: queues find their Jobs by a label or an annotation, and a Job with the
 * version of a released product waits for its installer, or for a patch in somebody's kustomization.
 */
function isResumed({ root, metadata, podTemplate }: Resource): boolean {
  const places = [metadata, root.at('spec', 'jobTemplate', 'metadata'), podTemplate.at('metadata')]
  const keys = places.flatMap((place) => [
    ...place.at('labels').entries(),
    ...place.at('annotations').entries()
  ])
  const isReleased = metadata.at('labels', 'app.kubernetes.io/version').exists
  return isReleased || keys.some(([key]) => /[kq]ueue/i.test(key))
}
