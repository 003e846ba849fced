import { deliveryName, isMadeAgain } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { duration } from '../src/text/index.ts'

export default defineRule({
  id: 'ttl-under-gitops',
  summary: 'Let no TTL delete a Job that Argo CD or Flux keeps.',
  rationale: `Argo CD and Flux make what is in git and missing in the cluster. A plain Job that ttlSecondsAfterFinished deletes is
missing: it is made again and *runs again*, each time the TTL is over, or the application stays out of sync. A clean-up
Job that ran on all clusters every hundred seconds, and endless restarts of a migration, are known from real
repositories.

A hook does the same work once a sync, and its delete policy removes it. Without a hook keep the finished Job; it
costs little, and let the tool replace it (Argo CD: \`Force=true,Replace=true\`; Flux: \`force: enabled\`).`,
  whenNot: `It stays quiet on hooks, on objects that are replaced by force (unless an Application
with selfHeal is seen to make them again), on CronJobs, whose Jobs no tool keeps, and on Jobs
that a queue, an owner or another controller manages.`,
  category: 'lifecycle',
  severity: { recommended: 'warning', strict: 'error' },
  kinds: ['Job'],
  references: [
    'https://github.com/airbytehq/airbyte/issues/15202',
    'https://github.com/argoproj/argo-cd/issues/8586',
    'https://argo-cd.readthedocs.io/en/stable/user-guide/resource_hooks/'
  ],
  since: '0.1.0',
  examples: [
    {
      title: 'Argo CD runs this Job again every hour',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: export
          annotations:
            argocd.argoproj.io/sync-wave: "1"
        spec:
          ttlSecondsAfterFinished: 3600
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
      title: 'Flux makes it again as well',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: export
          labels:
            kustomize.toolkit.fluxcd.io/name: apps
        spec:
          ttlSecondsAfterFinished: 600
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
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `
    },
    {
      title: 'Replaced by force at each sync',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: export
          annotations:
            argocd.argoproj.io/sync-options: Force=true,Replace=true
        spec:
          ttlSecondsAfterFinished: 3600
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
    if (ttl === undefined || seconds === undefined || managedBy !== undefined || !isMadeAgain(delivery))
      return
    const tool = deliveryName(delivery.method)
    const advice =
      delivery.method === 'argocd'
        ? 'make it a hook with a hook-delete-policy'
        : 'let Flux replace it by force'
    const { evidence } = delivery
    yield {
      at: ttl,
      message: `The TTL deletes this Job ${seconds === 0 ? 'at its end' : `${duration(seconds)} after its end`}, but ${tool} keeps it: it makes and runs the Job again, or stays out of sync. Remove the TTL, and ${advice}.`,
      ...(evidence && { related: [{ at: evidence, message: `This shows that ${tool} keeps the Job.` }] })
    }
  }
})
