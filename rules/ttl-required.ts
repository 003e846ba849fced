import { type DeliveryMethod, deliveryName } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { writing } from '../src/core/rule-kit/index.ts'

export default defineRule({
  id: 'ttl-required',
  summary: 'Require a way to remove finished Jobs.',
  rationale: `A Job without ttlSecondsAfterFinished stays forever, and so do its Pods: the namespace fills up with
\`Completed\` and \`Error\`, the API server and etcd carry them, and the Job that failed today is hard to spot. With a
TTL the Job and its Pods are deleted that many seconds after it ends, whether it succeeded or failed.

A plain Job kept by Argo CD or Flux is different: what the TTL deletes, the tool creates again and *runs again*. There
the solution is a hook with a delete policy.`,
  whenNot: `It stays quiet on CronJobs (their history limits clean up), on hooks of Helm and Argo CD (deleted before the
next run by default), on objects that are replaced (Argo CD's Force and Replace, Flux's force), on patches and
fragments, and on Jobs that a queue, an owner or another controller manages.`,
  category: 'lifecycle',
  severity: { recommended: 'error', strict: 'error' },
  kinds: ['Job'],
  fixes: ['unsafe'],
  counterparts: { 'kube-linter': ['job-ttl-seconds-after-finished'] },
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/',
    'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/',
    'https://github.com/argoproj/argo-cd/issues/8586'
  ],
  since: '0.1.0',
  examples: [
    {
      title: 'A Job that nobody removes',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
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
          generateName: export-
        spec:
          ttlSecondsAfterFinished: 3600
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
      title: 'Under Argo CD a hook cleans up, not a TTL',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: export
          annotations:
            argocd.argoproj.io/sync-wave: "1"
        spec:
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
            argocd.argoproj.io/hook-delete-policy: BeforeHookCreation
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
      title: 'Argo CD replaces this Job at each sync',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: export
          annotations:
            argocd.argoproj.io/sync-options: Force=true,Replace=true
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
      title: 'A CronJob has history limits',
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: export
        spec:
          schedule: "0 3 * * *"
          jobTemplate:
            spec:
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - name: export
                      image: example.com/export:2.3.0
      `
    }
  ],

  *check({ jobSpec, delivery, managedBy, isPartial }) {
    const ttl = jobSpec?.at('ttlSecondsAfterFinished')
    if (!ttl || ttl.exists || isPartial || managedBy !== undefined) return
    if (delivery.isHook || delivery.isReplaced) return
    const { method } = delivery
    // Once the hook is written where its tool looks, its delete policy removes the Job.
    const fix = waysOut[method] === undefined && !delivery.isMeantAsHook && { fix: writing(ttl, 3600) }
    yield { at: ttl, message: message(method), ...fix }
  }
})

function message(method: DeliveryMethod): string {
  const wayOut = waysOut[method]
  return wayOut === undefined
    ? 'No ttlSecondsAfterFinished: this Job and its Pods stay in the cluster forever after it ends. Write, for example, ttlSecondsAfterFinished: 3600 to keep its logs for an hour.'
    : `Nothing removes this Job and its Pods, and a TTL would not help: what it deletes, ${deliveryName(method)} creates and runs again. ${wayOut}`
}

const waysOut: Readonly<Partial<Record<DeliveryMethod, string>>> = {
  argocd: 'Make it an Argo CD hook with a hook-delete-policy, or have it replaced by force.',
  flux: 'Make it a Helm hook with a delete policy, or let Flux replace it by force.',
  kustomize: 'Make it a hook with a delete policy, or delete it before it is applied again.'
}
