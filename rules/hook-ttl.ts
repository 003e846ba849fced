import { defineRule, yaml } from '../src/core/rule/index.ts'
import { duration } from '../src/text/index.ts'

export default defineRule({
  id: 'hook-ttl',
  summary: 'Keep a finished hook for at least a minute, so that its tool sees it finish.',
  rationale: `Helm and Argo CD watch the Job of a hook until it has finished. With a TTL of a few seconds the TTL
controller may delete the Job before they have seen it: what they then make of it depends on the moment and the
release. Older releases of Argo CD show *waiting for completion of hook* until someone ends the sync; newer ones keep
the Job by a finalizer, so that the TTL has no use. Helm may take a Job that vanishes for one that has finished. A hook
needs no TTL: its delete policy removes it, by default before the next run.`,
  whenNot: `It checks only Jobs that are hooks of Helm or Argo CD; \`ttl-range\` reports a short TTL elsewhere. It
stays quiet on Jobs that a queue, an owner or another controller manages.`,
  category: 'lifecycle',
  severity: { recommended: 'error', strict: 'error' },
  kinds: ['Job'],
  fixes: ['unsafe'],
  references: [
    'https://github.com/argoproj/argo-cd/issues/21055',
    'https://helm.sh/docs/topics/charts_hooks/'
  ],
  since: '0.1.0',
  examples: [
    {
      title: 'Gone before the sync sees it finish',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: export
          annotations:
            argocd.argoproj.io/hook: PostSync
        spec:
          ttlSecondsAfterFinished: 0
          activeDeadlineSeconds: 240
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: export
          annotations:
            argocd.argoproj.io/hook: PostSync
        spec:
          activeDeadlineSeconds: 240
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `
    },
    {
      title: 'Gone before Helm sees it finish',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: export
          annotations:
            helm.sh/hook: post-install
        spec:
          ttlSecondsAfterFinished: 10
          activeDeadlineSeconds: 240
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: export
          annotations:
            helm.sh/hook: post-install
        spec:
          activeDeadlineSeconds: 240
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `
    },
    {
      title: 'Not a hook, so a TTL removes it',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 240
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `
    }
  ],

  *check({ jobSpec, delivery, managedBy }) {
    const ttl = jobSpec?.at('ttlSecondsAfterFinished')
    const seconds = ttl?.integer
    if (ttl === undefined || seconds === undefined || seconds < 0 || managedBy !== undefined) return
    if (!delivery.isHook || seconds >= 60) return
    const gone = seconds === 0 ? 'as soon as it ends' : `${duration(seconds)} after it ends`
    const [loss, policy] =
      delivery.method === 'argocd-hook'
        ? [
            'Argo CD may miss how it ended, and the sync may wait forever',
            'argocd.argoproj.io/hook-delete-policy'
          ]
        : ['Helm may miss how it ended, and nobody can see why it failed', 'helm.sh/hook-delete-policy']
    const { evidence } = delivery
    yield {
      at: ttl,
      message: `With ttlSecondsAfterFinished ${seconds} this hook is deleted ${gone}: ${loss}. Remove the TTL; ${policy} cleans up.`,
      fix: { title: 'Remove ttlSecondsAfterFinished', safety: 'unsafe', changes: [{ remove: ttl }] },
      ...(evidence && { related: [{ at: evidence, message: 'This makes the Job a hook.' }] })
    }
  }
})
