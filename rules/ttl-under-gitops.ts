import { deliveryName, isMadeAgain } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { duration } from '../src/text/index.ts'

export default defineRule({
  id: 'ttl-under-gitops',
  summary: 'Do not let a TTL delete a Job that Argo CD or Flux keeps.',
  rationale: `Argo CD and Flux create whatever is in git and missing in the cluster. A plain Job that
ttlSecondsAfterFinished deletes is missing: it is created again and *runs again* each time the TTL expires, or the
application stays out of sync. A cleanup Job that ran on all clusters every hundred seconds, and endless restarts of a
migration, are known from real repositories.

A hook does the same work once per sync, and its delete policy removes it. Without a hook, keep the finished Job,
which costs little, and let the tool replace it (Argo CD: \`Force=true,Replace=true\`; Flux: \`force: enabled\`).`,
  whenNot: `It stays quiet on hooks, on objects that are replaced by force (unless an Application with selfHeal
creates them again), on CronJobs, whose Jobs no tool keeps, and on Jobs that a queue, an owner or another controller
manages.`,
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
      title: 'Flux creates it again as well',
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
      message: `The TTL deletes this Job ${seconds === 0 ? 'when it ends' : `${duration(seconds)} after it ends`}, but ${tool} keeps the Job: it creates and runs it again, or stays out of sync. Remove the TTL, and ${advice}.`,
      ...(evidence && { related: [{ at: evidence, message: `This shows that ${tool} keeps the Job.` }] })
    }
  }
})
