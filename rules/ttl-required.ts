import type { DeliveryMethod, Resource } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { changesEachTime, leastTtl, writing } from '../src/core/rule-kit/index.ts'
import { duration } from '../src/text/index.ts'

export default defineRule({
  id: 'ttl-required',
  summary: 'Require a way to remove finished Jobs.',
  rationale: `A Job without ttlSecondsAfterFinished stays until somebody deletes it, and so do its Pods: the
namespace fills up with \`Completed\` and \`Error\`, the API server and etcd carry them, and the Job that failed today
is hard to spot. With a TTL the Job and its Pods are deleted that many seconds after it ends, whether it succeeded or
failed. A Job that is gone is created, and runs, again at the next \`kubectl apply\` or \`helm upgrade\`.

A plain Job kept by Argo CD or Flux is different: the tool itself sees that the Job is missing. Flux creates it again,
and it *runs again*; so does Argo CD with selfHeal, and without it the application stays OutOfSync. Under Argo CD the
solution is a hook with a delete policy. A Flux Kustomization runs no hooks: put the release in the name, or, for work
that may run again, let Flux replace the Job by force.`,
  whenNot: `It stays quiet on CronJobs (their history limits clean up), on hooks of Helm and Argo CD (deleted before the
next run by default), on objects that are replaced (Argo CD's Force and Replace, Flux's force), on patches and
fragments, on Jobs that a queue, an owner or another controller manages, and on the steps of kuttl and Chainsaw, which
delete what they have applied.`,
  category: 'lifecycle',
  severity: { recommended: 'error', strict: 'error' },
  kinds: ['Job'],
  fixes: ['unsafe'],
  counterparts: { 'kube-linter': ['job-ttl-seconds-after-finished'] },
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/',
    'https://argo-cd.readthedocs.io/en/stable/user-guide/resource_hooks/',
    'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/',
    'https://argo-cd.readthedocs.io/en/stable/user-guide/auto_sync/',
    'https://fluxcd.io/flux/components/kustomize/kustomizations/'
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
          activeDeadlineSeconds: 1800
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
          activeDeadlineSeconds: 1800
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
          activeDeadlineSeconds: 1800
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
            argocd.argoproj.io/hook-delete-policy: BeforeHookCreation
        spec:
          activeDeadlineSeconds: 1800
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
      title: 'Flux creates again what a TTL deletes, so it gets other advice',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: export
          labels:
            kustomize.toolkit.fluxcd.io/name: shop
        spec:
          activeDeadlineSeconds: 1800
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
      title: 'Argo CD replaces this Job at each sync',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: export
          annotations:
            argocd.argoproj.io/sync-options: Force=true,Replace=true
        spec:
          activeDeadlineSeconds: 1800
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
      title: 'A CronJob has history limits',
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: export
        spec:
          schedule: "0 3 * * *"
          concurrencyPolicy: Forbid
          jobTemplate:
            spec:
              activeDeadlineSeconds: 1800
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

  *check(resource, { logs }) {
    const { jobSpec, delivery, surroundings, managedBy, isPartial } = resource
    const ttl = jobSpec?.at('ttlSecondsAfterFinished')
    if (!ttl || ttl.exists || isPartial || managedBy !== undefined) return
    // Its namespace is gone after the test.
    if (surroundings.test !== undefined) return
    if (delivery.isHook || delivery.isReplaced) return
    const wayOut = waysOut[delivery.method]
    if (wayOut !== undefined) {
      yield { at: ttl, message: `Nothing removes this Job and its Pods, ${wayOut}` }
      return
    }
    const seconds = Math.max(3600, leastTtl(resource, logs, 0))
    const next = delivery.method === 'helm' ? 'upgrade' : 'apply'
    const then = runsAgain(resource) ? `; a later ${next} then runs the Job again` : ''
    yield {
      at: ttl,
      message: `No ttlSecondsAfterFinished: nothing removes this Job and its Pods once it ends. Write, for example, ttlSecondsAfterFinished: ${seconds} to keep its logs for ${duration(seconds)}${then}.`,
      // Once the hook is written where its tool looks, its delete policy removes the Job.
      ...(!delivery.isMeantAsHook && { fix: writing(ttl, seconds) })
    }
  }
})

/** Whether applying the manifest once more starts work that does something once more. */
function runsAgain(resource: Resource): boolean {
  const { text } = resource.metadata.at('name')
  if (text === undefined || changesEachTime(text) || resource.task().again === 'harmless') return false
  return resource.delivery.method !== 'kubectl-create'
}

const waysOut: Readonly<Partial<Record<DeliveryMethod, string>>> = {
  argocd:
    'and a TTL would leave the application OutOfSync, or run it again under selfHeal. Make it a hook, such as argocd.argoproj.io/hook: Sync.',
  flux: 'and what a TTL deletes Flux creates and runs again. Put the release in the name or, if the work may run again, set kustomize.toolkit.fluxcd.io/force: enabled.'
}
