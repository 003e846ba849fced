import type { Field } from '../src/core/document/index.ts'
import type { Fix } from '../src/core/fix/index.ts'
import type { Resource } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'

export default defineRule({
  id: 'status-in-manifest',
  summary: 'Keep fields that only the cluster writes out of the manifest.',
  rationale: `A manifest taken from \`kubectl get -o yaml\` carries what the cluster wrote: the status of a run long
gone, the uid of an object that has been deleted, a resourceVersion. The API server ignores the status; an outdated
uid or resourceVersion makes an apply fail with a conflict; and all of it hides the lines that somebody chose.`,
  whenNot: `It stays quiet on standard input, where the output of \`kubectl get -o yaml\` may be piped in
(\`api-validation\` still reports its resourceVersion, with which no object can be created), on an empty status, as \`kubectl create --dry-run\` prints it, on fragments, and in the assertions of kuttl and Chainsaw such as
02-assert.yaml.`,
  category: 'delivery',
  severity: { recommended: 'info', strict: 'warning' },
  kinds: ['CronJob', 'Job', 'Pod'],
  fixes: ['unsafe'],
  references: [
    'https://kubernetes.io/docs/concepts/overview/working-with-objects/#object-spec-and-status',
    'https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-versions'
  ],
  since: '0.1.0',
  examples: [
    {
      title: 'Saved from the cluster',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report-1-4-2
          uid: 0b1ce3b6-7b0c-4d6c-8f2e-0f2d8a6f1b9c
          resourceVersion: "48213"
        spec:
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: report
                  image: example.com/report:1.4.2
        status:
          succeeded: 1
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report-1-4-2
        spec:
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: report
                  image: example.com/report:1.4.2
      `
    },
    {
      title: 'Without its status, but tied to one object of one cluster',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          creationTimestamp: "2026-01-31T09:00:00Z"
          generation: 1
          name: report-1-4-2
          resourceVersion: "48213"
          uid: 0b1ce3b6-7b0c-4d6c-8f2e-0f2d8a6f1b9c
        spec:
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: report
                  image: example.com/report:1.4.2
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report-1-4-2
        spec:
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: report
                  image: example.com/report:1.4.2
      `
    },
    {
      title: 'A dump on standard input',
      path: '<stdin>',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report-1-4-2
          uid: 0b1ce3b6-7b0c-4d6c-8f2e-0f2d8a6f1b9c
          resourceVersion: "48213"
        spec:
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: report
                  image: example.com/report:1.4.2
        status:
          succeeded: 1
      `
    },
    {
      title: 'What a test expects of the cluster',
      path: 'tests/02-assert.yaml',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report-1-4-2
        spec:
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: report
                  image: example.com/report:1.4.2
        status:
          succeeded: 1
      `
    },
    {
      title: 'As a dry run prints it, and what a test asserts',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          creationTimestamp: null
          name: report-1-4-2
        spec:
          template:
            metadata:
              creationTimestamp: null
            spec:
              restartPolicy: Never
              containers:
                - name: report
                  image: example.com/report:1.4.2
        status: {}
        ---
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report-1-4-2
        status:
          succeeded: 1
      `
    }
  ],

  *check(resource) {
    if (resource.isPartial || resource.origin !== 'manifest') return
    const [first, ...others] = written(resource)
    if (first === undefined) return
    const names = [first, ...others].map(({ path }) => String(path.at(-1)))
    const isRefused = names.some((name) => name === 'uid' || name === 'resourceVersion')
    const effect = isRefused
      ? 'an apply with outdated values fails with a conflict'
      : names.includes('ownerReferences')
        ? 'the API server ignores the status, and an object whose owner does not exist is deleted'
        : 'the API server ignores it in a manifest'
    const list = new Intl.ListFormat('en-GB').format(names)
    yield {
      at: first.key,
      ...(!isRefused && { tag: 'unnecessary' }),
      message: `The cluster wrote ${list}: ${effect}. Remove ${names.length > 1 ? 'them' : 'it'}.`,
      related: others.map((at) => ({ at: at.key, message: 'The cluster wrote this too.' })),
      // Without its status or its owner an object is judged as a manifest, and may come to be wrong in more ways than before.
      ...(resource.managedBy === undefined && { fix: removal(list, [first, ...others]) })
    }
  }
})

function removal(list: string, fields: readonly Field[]): Fix<Field> {
  return { title: `Remove ${list}`, safety: 'unsafe', changes: fields.map((field) => ({ remove: field })) }
}

/** What only a cluster writes, in this resource: nothing where there is no sure sign of one. */
function written({ root, metadata }: Resource): Field[] {
  const status = root.at('status')
  const signs = ['uid', 'resourceVersion', 'managedFields'].map((key) => metadata.at(key))
  const found = [...signs.filter((field) => field.exists), ...(status.entries().length > 0 ? [status] : [])]
  if (found.length === 0) return []
  const others = ['creationTimestamp', 'generation', 'selfLink', 'ownerReferences']
    .map((key) => metadata.at(key))
    .filter((field) => field.exists)
  return [...found, ...others]
}
