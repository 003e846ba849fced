import type { Resource } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { quoted } from '../src/text/index.ts'

export default defineRule({
  id: 'duplicate-resource',
  summary: 'Define each object once.',
  rationale: `Two objects with the same kind, namespace and name are one object to the cluster. \`kubectl apply\`
silently takes the last of them, or fails at the second because a Job's template is immutable; \`kubectl create\` creates
the first and fails at the second ("already exists"); kustomize refuses both ("may not add resource with an already
registered id"); Argo CD keeps the last, with a RepeatedResourceWarning; a Helm install can fail halfway.`,
  whenNot: `It stays quiet on generateName, on names that are filled in later, on patches and fragments, and on Helm
hooks for different events, each of which deletes the previous one.`,
  category: 'identity',
  severity: { recommended: 'error', strict: 'error' },
  kinds: ['CronJob', 'Job', 'Pod'],
  references: [
    'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
    'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/resource/'
  ],
  since: '0.1.0',
  examples: [
    {
      title: 'Copied without changing the name',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: probe-42
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 240
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: probe
                  image: example.com/probe:1.0.0
        ---
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: probe-42
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 240
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: probe
                  image: example.com/other-probe:1.0.0
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: probe-42
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 240
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: probe
                  image: example.com/probe:1.0.0
        ---
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: other-probe-42
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 240
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: probe
                  image: example.com/other-probe:1.0.0
      `
    },
    {
      title: 'Twice in a List',
      bad: yaml`
        apiVersion: v1
        kind: List
        items:
          - apiVersion: v1
            kind: Pod
            metadata: { name: probe, namespace: shop }
            spec: { containers: [{ name: probe, image: "example.com/probe:1.0.0" }] }
          - apiVersion: v1
            kind: Pod
            metadata: { name: probe, namespace: shop }
            spec: { containers: [{ name: probe, image: "example.com/probe:1.1.0" }] }
      `
    },
    {
      title: 'Another kind, another namespace, a generated name',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: probe-42
          namespace: shop
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 240
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: probe
                  image: example.com/probe:1.0.0
        ---
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: probe-42
          namespace: billing
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 240
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: probe
                  image: example.com/probe:1.0.0
        ---
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: probe-42
          namespace: billing
        spec:
          schedule: "0 4 * * *"
          concurrencyPolicy: Forbid
          jobTemplate:
            spec:
              activeDeadlineSeconds: 240
              backoffLimit: 2
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - name: probe
                      image: example.com/probe:1.0.0
        ---
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: probe-
          namespace: shop
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 240
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: probe
                  image: example.com/probe:1.0.0
        ---
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: probe-
          namespace: shop
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 240
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: probe
                  image: example.com/probe:1.0.0
      `
    },
    {
      title: 'A name that is filled in later',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: probe-$ZONE
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 240
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: probe
                  image: example.com/probe:1.0.0
        ---
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: probe-$ZONE
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 240
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: probe
                  image: example.com/probe:1.0.0
      `
    }
  ],

  *checkResources(resources) {
    const first = new Map<string, Resource>()
    for (const resource of resources) {
      const identity = identityOf(resource)
      if (identity === undefined) continue
      const known = first.get(identity)
      if (known === undefined) first.set(identity, resource)
      else {
        const name = resource.metadata.at('name')
        const namespace = resource.metadata.at('namespace').text
        const where = namespace === undefined ? '' : ` in the namespace ${quoted(namespace)}`
        yield {
          at: name,
          message: `${resource.kind} ${quoted(name.value)}${where} is defined twice, but to the cluster both are one object: one is lost, or the delivery fails. Rename or remove this one.`,
          related: [{ at: known.metadata.at('name'), message: 'The first one with this name is here.' }]
        }
      }
    }
  }
})

/** What makes two resources one object; undefined where nobody can tell yet. */
function identityOf({ kind, metadata, isPartial }: Resource): string | undefined {
  const [name, namespace] = [metadata.at('name').text, metadata.at('namespace')]
  if (!name || isPartial || namespace.isPlaceholder) return undefined
  const event = metadata.at('annotations', 'helm.sh/hook').value ?? ''
  return [kind, namespace.value ?? '', name, event].join(' ')
}
