import type { Resource } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'

export default defineRule({
  id: 'suspended',
  summary: 'Do not commit suspended Jobs.',
  rationale: `A Job with \`suspend: true\` creates no Pods until something sets it to false: a queue such as Kueue, or
a person. Its deadline does not run in the meantime. Without a queue it is usually left over from a trial, and the
work is never done: a warning. On a hook it is an error, since a tool waits for it: Argo CD's sync goes on until someone
ends it, and Helm's install, upgrade or test until its timeout, and then fails.`,
  whenNot: `It stays quiet where a label or annotation names a queue, on Jobs that an owner or another controller
manages, and on Jobs labeled \`app.kubernetes.io/version\`: as part of a released product, they wait for its installer
or for a kustomize patch, unless they are hooks. \`cron-suspended\` reports a suspended CronJob.`,
  category: 'parallelism',
  severity: { recommended: 'error', strict: 'error' },
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
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 1800
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
          suspend: false
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 1800
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
      title: 'The sync waits for it',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: migrate
          annotations:
            argocd.argoproj.io/hook: PreSync
        spec:
          suspend: true
          activeDeadlineSeconds: 240
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: migrate
          annotations:
            argocd.argoproj.io/hook: PreSync
        spec:
          activeDeadlineSeconds: 240
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
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
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 1800
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
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 1800
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
      title: 'Part of a product: its installer resumes it',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: archive-tools-1-22-2
          labels:
            app.kubernetes.io/part-of: archive
            app.kubernetes.io/version: v1.22.2
        spec:
          suspend: true
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 1800
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: tools
                  image: example.com/archive/tools:1.22.2
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
          concurrencyPolicy: Forbid
          suspend: true
          jobTemplate:
            spec:
              activeDeadlineSeconds: 240
              backoffLimit: 2
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
    const { kind, jobSpec, managedBy, delivery } = resource
    const suspend = jobSpec?.at('suspend')
    if (suspend?.boolean !== true || managedBy !== undefined || isQueued(resource)) return
    if (kind === 'Job' && delivery.isHook) {
      const { evidence } = delivery
      yield {
        at: suspend,
        message: `${waits(resource)}, but with suspend: true no Pod ever starts. Remove suspend.`,
        ...(evidence && { related: [{ at: evidence, message: 'This makes the Job a hook.' }] })
      }
      return
    }
    // With the version of a released product it waits for its installer, or for a patch in somebody's kustomization.
    if (resource.metadata.at('labels', 'app.kubernetes.io/version').exists) return
    const subject = kind === 'CronJob' ? 'Every Job of this CronJob is created' : 'This Job is committed'
    yield {
      at: suspend,
      severity: 'warning',
      message: `${subject} with suspend: true: no Pod starts until someone resumes it, and its deadline does not run in the meantime. Remove suspend, or name the queue that resumes it.`
    }
  }
})

/** Who waits for a hook, and how long. */
function waits({ delivery, metadata }: Resource): string {
  if (delivery.method === 'argocd-hook')
    return 'The Argo CD sync waits for this hook to finish until someone ends it'
  const events = String(metadata.at('annotations', 'helm.sh/hook').value ?? '')
  const found = ['install', 'upgrade', 'rollback', 'delete', 'test'].find((event) => events.includes(event))
  const operation = found === 'delete' ? 'uninstall' : (found ?? 'upgrade')
  return `The Helm ${operation} waits for this hook to finish until its timeout and then fails`
}

/** Whether a queue will resume it: queues find their Jobs by a label or an annotation. */
function isQueued({ root, metadata, podTemplate }: Resource): boolean {
  const places = [metadata, root.at('spec', 'jobTemplate', 'metadata'), podTemplate.at('metadata')]
  const keys = places.flatMap((place) => [
    ...place.at('labels').entries(),
    ...place.at('annotations').entries()
  ])
  return keys.some(([key]) => /[kq]ueue/i.test(key))
}
