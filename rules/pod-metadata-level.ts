import type { Field } from '../src/core/document/index.ts'
import type { Change, Fix } from '../src/core/fix/index.ts'
import type { Resource } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { type MetadataAbove, metadataAbove } from '../src/core/rule-kit/index.ts'
import { type PodMetadata, podMetadata } from '../src/kubernetes/container/index.ts'

export default defineRule({
  id: 'pod-metadata-level',
  summary: 'Write on the Pod template what is read from Pods.',
  rationale: `Meshes, injectors of secrets, identities of clouds and scrapers watch *Pods*. A Job does not pass its own
labels and annotations on to its Pods, and a CronJob passes those of \`jobTemplate.metadata\` to its Jobs only: the
key belongs in the metadata of the Pod template. On the wrong level it fails silently, in both directions:
\`sidecar.istio.io/inject: "false"\` on the Job leaves the proxy in the Pod, which may then never complete.

Moving the key makes it work, so look at the result before you apply it.`,
  whenNot: `It stays quiet where the Pod template has the same key, as common annotations are written, on a \`false\` that is
the default anyway, and on keys that are read from Jobs too. \`eviction-annotation\` reports those of the
autoscalers.`,
  category: 'safety',
  severity: { recommended: 'warning', strict: 'warning' },
  kinds: ['CronJob', 'Job'],
  fixes: ['unsafe'],
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-template',
    'https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/#controlling-the-injection-policy',
    'https://linkerd.io/2/features/proxy-injection/',
    'https://developer.hashicorp.com/vault/docs/platform/k8s/injector/annotations',
    'https://azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html'
  ],
  since: '0.1.0',
  examples: [
    {
      title: 'The proxy is injected all the same',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report-1-4-2
          annotations:
            sidecar.istio.io/inject: "false"
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
            metadata:
              annotations:
                sidecar.istio.io/inject: "false"
            spec:
              restartPolicy: Never
              containers:
                - name: report
                  image: example.com/report:1.4.2
      `
    },
    {
      title: 'The metadata of the Jobs is not that of their Pods',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "0 3 * * *"
          jobTemplate:
            metadata:
              annotations:
                example.com/runbook: report
                vault.hashicorp.com/agent-inject: "true"
                vault.hashicorp.com/agent-pre-populate-only: "true"
            spec:
              template:
                metadata:
                  annotations:
                    example.com/runbook: report
                spec:
                  restartPolicy: Never
                  containers:
                    - name: report
                      image: example.com/report:1.4.2
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "0 3 * * *"
          jobTemplate:
            metadata:
              annotations:
                example.com/runbook: report
            spec:
              template:
                metadata:
                  annotations:
                    vault.hashicorp.com/agent-inject: "true"
                    vault.hashicorp.com/agent-pre-populate-only: "true"
                    example.com/runbook: report
                spec:
                  restartPolicy: Never
                  containers:
                    - name: report
                      image: example.com/report:1.4.2
      `
    },
    {
      title: 'A label of the cloud',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report-1-4-2
          labels:
            app: report
            azure.workload.identity/use: "true"
        spec:
          template:
            metadata:
              labels:
                app: report
            spec:
              restartPolicy: Never
              serviceAccountName: report
              containers:
                - name: report
                  image: example.com/report:1.4.2
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report-1-4-2
          labels:
            app: report
        spec:
          template:
            metadata:
              labels:
                azure.workload.identity/use: "true"
                app: report
            spec:
              restartPolicy: Never
              serviceAccountName: report
              containers:
                - name: report
                  image: example.com/report:1.4.2
      `
    },
    {
      title: 'On both, as common annotations are, and what is read from the Job',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report-1-4-2
          labels:
            kueue.x-k8s.io/queue-name: batch
          annotations:
            linkerd.io/inject: disabled
            prometheus.io/scrape: "false"
            argocd.argoproj.io/sync-wave: "2"
        spec:
          suspend: true
          template:
            metadata:
              annotations:
                linkerd.io/inject: disabled
            spec:
              restartPolicy: Never
              containers:
                - name: report
                  image: example.com/report:1.4.2
      `
    }
  ],

  *check(resource) {
    for (const above of metadataAbove(resource)) {
      for (const reader of podMetadata) {
        const found = keysOf(reader, above, resource)
        const [first] = found
        if (first === undefined) continue
        const key = String(first.path.at(-1))
        const more = found.length > 1 ? ` (and ${found.length - 1} more)` : ''
        const group = String(first.path.at(-2))
        yield {
          at: first.key,
          tag: 'unnecessary',
          message: `${group === 'labels' ? 'Label' : 'Annotation'} ${key}${more} on the ${above.holder} has no effect: ${reader.tool} reads it from Pods, and a Job does not pass its ${group} on. Move it to the Pod template.`,
          related: found.slice(1).map((at) => ({ at: at.key, message: 'So does this.' })),
          ...moving(found, above, resource)
        }
      }
    }
  }
})

/** What a tool would read on the Pods, which do not have it. */
function keysOf(reader: PodMetadata, { metadata }: MetadataAbove, { podTemplate }: Resource): Field[] {
  const template = podTemplate.at('metadata')
  return (['annotations', 'labels'] as const).flatMap((group) =>
    metadata
      .at(group)
      .entries()
      .filter(([key, at]) => {
        const isDefault = String(at.value) === 'false' && reader.onlyIfTrue?.test(key)
        const isOnPods = ['annotations', 'labels'].some((other) => template.at(other, key).exists)
        return at.exists && reader[group]?.test(key) && !isDefault && !isOnPods
      })
      .map(([, at]) => at)
  )
}

/** Moved to the Pods, unless a value is not a scalar, whose text there would be a guess. */
function moving(
  found: readonly Field[],
  { metadata }: MetadataAbove,
  { podTemplate }: Resource
): { fix?: Fix<Field> } {
  if (found.some(({ value }) => typeof value === 'object')) return {}
  const template = podTemplate.at('metadata')
  const changes = (['annotations', 'labels'] as const).flatMap((group): Change<Field>[] => {
    const moved = found.filter(({ path }) => path.at(-2) === group)
    const [from, to] = [metadata.at(group), template.at(group)]
    if (moved.length === 0) return []
    const isAll = moved.length === from.entries().length
    const values = moved.map((at): [string, string] => [String(at.path.at(-1)), String(at.value)])
    if (to.entries().length > 0)
      return isAll && moved.length > 1
        ? [{ remove: from }, ...values.map(([key, value]) => ({ set: to.at(key), to: value }))]
        : moved.map((at) => ({ move: at, to: to.at(String(at.path.at(-1))) }))
    const isThere = template.exists
    return [
      ...(isAll ? [{ remove: from }] : moved.map((at) => ({ remove: at }))),
      { set: to, to: Object.fromEntries(values), ...(isThere && { after: 'name' }) }
    ]
  })
  return { fix: { title: 'Move it to the Pod template', safety: 'unsafe', changes } }
}
