import type { Resource } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'

export default defineRule({
  id: 'run-identity',
  summary: 'Record on each one-off task which release, ticket or incident it runs for.',
  rationale: `A one-off task is somebody's decision. Weeks later a row is missing, and the question is who ran what,
and why: a label or annotation with the release, ticket or incident answers it from \`kubectl get\`, the audit log and
the events, long after the terminal is closed.`,
  whenNot: `It stays quiet on CronJobs, whose runs follow a schedule, on Pods that are not tasks (restartPolicy
Always), on Pods that have an owner, and on patches and fragments. Turn it off where the delivery tool records the
revision.`,
  category: 'identity',
  severity: { recommended: 'off', strict: 'warning' },
  kinds: ['Job', 'Pod'],
  options: {
    keys: {
      type: 'array',
      items: { type: 'string' },
      default: [
        'release',
        'version',
        'chart',
        'revision',
        'commit',
        'git-commit',
        'git-sha',
        'build',
        'ticket',
        'issue',
        'change',
        'change-id',
        'incident',
        'run-id'
      ],
      description:
        'Labels or annotations that name the occasion, with any prefix (`example.com/ticket`) or none; one of them is required.'
    }
  },
  references: [
    'https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/',
    'https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/'
  ],
  since: '0.1.0',
  examples: [
    {
      title: 'Why did this run?',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: billing-repair-
          labels:
            app.kubernetes.io/name: billing
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 1800
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: repair
                  image: example.com/billing:5.0.3
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: billing-repair-
          labels:
            app.kubernetes.io/name: billing
          annotations:
            ops.example.com/ticket: OPS-1432
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 1800
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: repair
                  image: example.com/billing:5.0.3
      `
    },
    {
      title: 'The Pod template names the release',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: migrate-3-1-0
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 1800
          backoffLimit: 0
          template:
            metadata:
              labels:
                app.kubernetes.io/version: 3.1.0
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
      `
    },
    {
      title: 'A company rule',
      options: { keys: ['jira'] },
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: billing-repair-
          annotations:
            example.com/ticket: OPS-1432
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 1800
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: repair
                  image: example.com/billing:5.0.3
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: billing-repair-
          annotations:
            example.com/jira: OPS-1432
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 1800
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: repair
                  image: example.com/billing:5.0.3
      `
    }
  ],

  *check(resource, { options }) {
    const { kind, metadata, isPartial } = resource
    if (isPartial || !isOneOff(resource)) return
    const written = keysOf(resource).map((key) => key.slice(key.lastIndexOf('/') + 1))
    if (options.keys.some((key) => written.includes(key))) return
    yield {
      at: metadata.at('labels'),
      message: `No label or annotation says which release, ticket or incident this ${kind} runs for, so later nobody knows why it ran. Add one such as example.com/${options.keys.includes('ticket') ? 'ticket' : (options.keys[0] ?? 'ticket')}.`
    }
  }
})

function isOneOff({ kind, podSpec, managedBy }: Resource): boolean {
  if (kind === 'Job') return true
  return managedBy === undefined && /^(?:Never|OnFailure)$/.test(String(podSpec.at('restartPolicy').value))
}

/** The keys of all labels and annotations that have a value, on the object and on its Pod template. */
function keysOf(resource: Resource): string[] {
  const { metadata, podTemplate } = resource
  return (['annotations', 'labels'] as const).flatMap((group) =>
    [metadata.at(group), podTemplate.at('metadata', group)]
      .flatMap((fields) => fields.entries())
      .filter(([, field]) => field.exists && field.value !== '')
      .map(([key]) => key)
  )
}
