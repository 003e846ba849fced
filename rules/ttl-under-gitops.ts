import { type Delivery, deliveryName, isMadeAgain } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { duration } from '../src/text/index.ts'

export default defineRule({
  id: 'ttl-under-gitops',
  summary: 'Do not let a TTL delete a Job that Argo CD or Flux keeps.',
  rationale: `Argo CD and Flux compare what is in git with what is in the cluster. A plain Job that
ttlSecondsAfterFinished deletes is missing: Flux creates it again at its next interval, and Argo CD does so where
selfHeal is on, so it *runs again* each time the TTL expires. Without selfHeal the application stays OutOfSync until the
next sync, which runs the Job again. A cleanup Job that ran on all clusters every hundred seconds, and endless restarts
of a migration, are known from real repositories.

Under Argo CD a hook does the same work once per sync, and its delete policy removes it. Without a hook, keep the
finished Job, which costs little, and put the release in its name, or let the tool replace it when it changes (Argo CD:
\`Force=true,Replace=true\`; Flux: \`force: enabled\`). Force does not excuse a TTL under Flux: it only matters when a
field has changed, and a Job that is missing is created again with or without it.`,
  whenNot: `It stays quiet on hooks, on objects that Argo CD replaces by force (unless an Application with selfHeal
creates them again), on objects that Flux does not apply (\`reconcile: disabled\`), on CronJobs, whose Jobs no tool
keeps, and on Jobs that a queue, an owner or another controller manages. Where another run does nothing, as with a
versioned migration, it is only an info.`,
  category: 'lifecycle',
  severity: { recommended: 'warning', strict: 'error' },
  kinds: ['Job'],
  references: [
    'https://github.com/airbytehq/airbyte/issues/15202',
    'https://argo-cd.readthedocs.io/en/stable/user-guide/auto_sync/',
    'https://argo-cd.readthedocs.io/en/stable/user-guide/resource_hooks/',
    'https://fluxcd.io/flux/components/kustomize/kustomizations/'
  ],
  since: '0.1.0',
  examples: [
    {
      title: 'Argo CD with selfHeal runs this Job again every hour',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: export
          annotations:
            argocd.argoproj.io/sync-wave: "1"
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
      title: 'Flux creates it again as well, with force or without',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: export
          labels:
            kustomize.toolkit.fluxcd.io/name: apps
          annotations:
            kustomize.toolkit.fluxcd.io/force: enabled
        spec:
          ttlSecondsAfterFinished: 600
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
      title: 'A hook may have a TTL',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: export
          annotations:
            argocd.argoproj.io/hook: PostSync
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
      title: 'The finished Job stays, and is replaced at each sync',
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
    }
  ],

  *check(resource) {
    const { jobSpec, delivery, managedBy } = resource
    const ttl = jobSpec?.at('ttlSecondsAfterFinished')
    const seconds = ttl?.integer
    if (ttl === undefined || seconds === undefined || managedBy !== undefined || !isMadeAgain(delivery))
      return
    const tool = deliveryName(delivery.method)
    const gone = seconds === 0 ? 'as soon as it ends' : `${duration(seconds)} after it ends`
    const { evidence } = delivery
    yield {
      at: ttl,
      message: `The TTL deletes this Job ${gone}, and ${outcome(delivery)}`,
      ...(resource.task().again === 'harmless' && { severity: 'info' as const }),
      ...(evidence && { related: [{ at: evidence, message: `This shows that ${tool} keeps the Job.` }] })
    }
  }
})

/** What the tool does about the missing Job, and what to write instead. */
function outcome({ method, isHealed, isReplaced }: Delivery): string {
  if (method === 'flux') {
    const force = isReplaced ? ', force or not' : ''
    return `Flux creates and runs it again at its next interval${force}. Remove the TTL: the finished Job costs little.`
  }
  const then = isHealed
    ? 'selfHeal creates and runs it again'
    : 'Argo CD then shows OutOfSync, or runs it again under selfHeal'
  return `${then}. Remove the TTL, or make the Job a hook with a delete policy.`
}
