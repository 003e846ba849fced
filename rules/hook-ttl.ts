import { defineRule, yaml } from '../src/core/rule/index.ts'
import { duration } from '../src/text/index.ts'

export default defineRule({
  id: 'hook-ttl',
  summary: 'Keep a finished hook for at least a minute, so that its tool sees it finish.',
  rationale: `Helm and Argo CD watch the Job of a hook until it has finished. With a TTL of a few seconds the TTL
controller may delete the Job first: Argo CD then shows *waiting for completion of hook* until someone ends the sync,
and Helm fails with *jobs.batch not found*. A hook needs no TTL: its delete policy, explicit or default, removes it.`,
  whenNot: `It checks only Jobs that are hooks of Helm or Argo CD; \`ttl-range\` reports a short TTL elsewhere. It
stays quiet on Jobs that a queue, an owner or another controller manages.`,
  category: 'lifecycle',
  severity: { recommended: 'error', strict: 'error' },
  kinds: ['Job'],
  fixes: ['unsafe'],
  references: [
    'https://github.com/argoproj/argo-cd/issues/18884',
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
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `
    },
    {
      title: 'Helm looks for a Job that is gone',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: export
          annotations:
            helm.sh/hook: post-install
        spec:
          ttlSecondsAfterFinished: 10
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
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `
    },
    {
      title: 'Not a hook, so no tool waits',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          ttlSecondsAfterFinished: 0
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
            'Argo CD may never see it finish, and the sync waits forever',
            'argocd.argoproj.io/hook-delete-policy'
          ]
        : ['Helm may never see it finish, and the release fails', 'helm.sh/hook-delete-policy']
    const { evidence } = delivery
    yield {
      at: ttl,
      message: `With ttlSecondsAfterFinished ${seconds} this hook is deleted ${gone}: ${loss}. Remove the TTL; ${policy} cleans up.`,
      fix: { title: 'Remove ttlSecondsAfterFinished', safety: 'unsafe', changes: [{ remove: ttl }] },
      ...(evidence && { related: [{ at: evidence, message: 'This makes the Job a hook.' }] })
    }
  }
})
